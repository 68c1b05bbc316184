using System.Numerics.Tensors;

namespace LossGen.Benchmarks;

/// <summary>
/// What a game does with the output of a YOLOv3 network in every frame: decodes three scales, keeps what scores, drops boxes that overlap better ones.
/// </summary>
internal sealed class Frame
{
    /// <summary>Room for the boxes that are left.</summary>
    public const int MostBoxes = 512;

    public const float Threshold = 0.3f;

    private const int Objects = 12;

    private readonly Yolo _yolo = new(images: 1);
    private readonly float[] _decoded, _boxes, _scores;
    private readonly int[] _classes, _kept;

    public Frame() => (_decoded, _boxes, _scores, _classes, _kept) =
        (new float[_yolo.Cells * Yolo.Numbers], new float[4 * _yolo.Cells], new float[_yolo.Cells], new int[_yolo.Cells], new int[_yolo.Cells]);

    public int Cells => _yolo.Cells;

    /// <summary>Raw scores: nothing in most cells, and around each object's cell some that see it.</summary>
    public float[] Logits()
    {
        var random = new Random(13);
        int at = 0;
        float[] logits = Inputs.Fill(_yolo.Cells * Yolo.Numbers, () => at++ % Yolo.Numbers < 4 ? 2 * random.NextSingle() - 1 : -9 + 5 * random.NextSingle());
        for (int i = 0; i < Objects; i++)
        {
            int scale = i % 3, side = Yolo.Sides[scale], row = random.Next(1, side - 1), column = random.Next(1, side - 1), kind = random.Next(Yolo.Classes);
            int first = scale == 0 ? 0 : scale == 1 ? _yolo.Length(0) : _yolo.Length(0) + _yolo.Length(1);
            for (int near = 0; near < 9; near++)
            {
                int cell = ((row + near / 3 - 1) * side + column + near % 3 - 1) * Yolo.AnchorsOfCell + i % Yolo.AnchorsOfCell;
                logits[first + cell * Yolo.Numbers + 4] = (near == 4 ? 4 : 1) + random.NextSingle(); // no two scores alike: their order would be anybody's
                logits[first + cell * Yolo.Numbers + 5 + kind] = 3;
            }
        }
        return logits;
    }

    /// <summary>Writes the boxes that are left, best first, and returns the sum of their scores.</summary>
    public float Read(ReadOnlySpan<float> logits, Span<float> output)
    {
        _yolo.Decode(logits, _decoded);
        int candidates = 0;
        for (ReadOnlySpan<float> rest = _decoded; !rest.IsEmpty; rest = rest[Yolo.Numbers..])
        {
            if (rest[4] <= Threshold)
            {
                continue;
            }
            ReadOnlySpan<float> probabilities = rest.Slice(5, Yolo.Classes);
            int best = TensorPrimitives.IndexOfMax(probabilities);
            float score = rest[4] * probabilities[best];
            if (score > Threshold)
            {
                rest[..4].CopyTo(_boxes.AsSpan(4 * candidates));
                (_scores[candidates], _classes[candidates++]) = (score, best);
            }
        }
        Span<int> kept = _kept.AsSpan(0, candidates);
        int count = Kernels.KeepOfClasses(_boxes.AsSpan(0, 4 * candidates), _scores.AsSpan(0, candidates), _classes.AsSpan(0, candidates), kept);
        float sum = 0;
        for (int i = 0; i < count; i++)
        {
            _boxes.AsSpan(4 * kept[i], 4).CopyTo(output[(4 * i)..]);
            sum += _scores[kept[i]];
        }
        return sum;
    }
}
