using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>What a game does with the output of a YOLOv3 network in every frame: decodes three scales, keeps what scores, and drops boxes that overlap better ones.</summary>
/// <remarks>All memory is the detector's own, made once: a frame allocates nothing.</remarks>
internal sealed partial class Detector
{
    public const int Classes = 80, Anchors = 3, Numbers = 5 + Classes, Pixels = 416;

    private const float Threshold = 0.3f;
    private const int MostCandidates = 4096;

    private readonly float[] _boxes = new float[4 * MostCandidates];
    private readonly float[] _scores = new float[MostCandidates];
    private readonly int[] _classes = new int[MostCandidates];
    private readonly int[] _kept = new int[MostCandidates];
    private int _candidates;

    /// <summary>The cells of a side of each scale's grid.</summary>
    public static ReadOnlySpan<int> Sides => [52, 26, 13];

    /// <summary>Boxes that score enough before any is dropped.</summary>
    public int Candidates => _candidates;

    /// <summary>The best box: its class, score, centre and size.</summary>
    public (int Class, float Score, float[] Box) this[int place] =>
        (_classes[_kept[place]], _scores[_kept[place]], _boxes[(4 * _kept[place])..(4 * _kept[place] + 4)]);

    /// <summary>Reads a frame from the network's output of each scale; returns how many boxes are left.</summary>
    public int Read(float[] small, float[] medium, float[] large)
    {
        _candidates = 0;
        Small(Grid(small, 52), Grid(small, 52));                        // in place
        Collect(small);
        Medium(Grid(medium, 26), Grid(medium, 26));
        Collect(medium);
        Large(Grid(large, 13), Grid(large, 13));
        Collect(large);
        return Keep(_boxes.AsSpan(0, 4 * _candidates), _scores.AsSpan(0, _candidates), _classes.AsSpan(0, _candidates), _kept.AsSpan(0, _candidates));
    }

    private static TensorView<float> Grid(float[] output, int side) => new(output, [1, side, side, Anchors, Numbers]);

    private void Collect(ReadOnlySpan<float> decoded)
    {
        for (; !decoded.IsEmpty && _candidates < MostCandidates; decoded = decoded[Numbers..])
        {
            float confidence = decoded[4];
            if (confidence <= Threshold)
            {
                continue;
            }

            ReadOnlySpan<float> probabilities = decoded.Slice(5, Classes);
            int best = TensorPrimitives.IndexOfMax(probabilities);
            float score = confidence * probabilities[best];
            if (score > Threshold)
            {
                decoded[..4].CopyTo(_boxes.AsSpan(4 * _candidates));
                (_scores[_candidates], _classes[_candidates++]) = (score, best);
            }
        }
    }

    [YoloV3Decode(Classes = Classes, Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875], ConfidenceThreshold = Threshold)]
    private static partial void Small(ReadOnlyTensorView<float> logits, TensorView<float> decoded);

    [YoloV3Decode(Classes = Classes, Stride = 16, Anchors = [1.875, 3.8125, 3.875, 2.8125, 3.6875, 7.4375], ConfidenceThreshold = Threshold)]
    private static partial void Medium(ReadOnlyTensorView<float> logits, TensorView<float> decoded);

    [YoloV3Decode(Classes = Classes, Stride = 32, Anchors = [3.625, 2.8125, 4.875, 6.1875, 11.65625, 10.1875], ConfidenceThreshold = Threshold)]
    private static partial void Large(ReadOnlyTensorView<float> logits, TensorView<float> decoded);

    [NonMaxSuppression(IouThreshold = 0.45, Format = BoxFormat.Cxcywh)]
    private static partial int Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, ReadOnlySpan<int> classes, Span<int> kept);
}
