namespace LossGen.Benchmarks;

/// <summary>
/// YOLOv3 at its real size: 416 pixels, three scales, three anchors a cell, 80 classes, 150 slots for the true boxes of an image. The scales lie one after
/// the other in memory.
/// </summary>
internal sealed class Yolo(int images)
{
    public const int Classes = 80, Numbers = 5 + Classes, AnchorsOfCell = 3, Pixels = 416, Slots = 150;

    private const int TrueBoxes = 20;

    private readonly nint[][] _shapes = [.. Sides.ToArray().Select(side => new nint[] { images, side, side, AnchorsOfCell, Numbers })];
    private readonly nint[] _boxShape = [images, Slots, 4];

    /// <summary>The cells of a side of each scale's grid.</summary>
    public static ReadOnlySpan<int> Sides => [52, 26, 13];

    /// <summary>Width and height of the anchors of each scale, in strides.</summary>
    public static ReadOnlySpan<float> Anchors =>
    [
        1.25f, 1.625f, 2.0f, 3.75f, 4.125f, 2.875f,
        1.875f, 3.8125f, 3.875f, 2.8125f, 3.6875f, 7.4375f,
        3.625f, 2.8125f, 4.875f, 6.1875f, 11.65625f, 10.1875f,
    ];

    public int Images => images;

    public int Cells { get; } = images * AnchorsOfCell * (52 * 52 + 26 * 26 + 13 * 13);

    /// <summary>How many numbers a scale has.</summary>
    public int Length(int scale) => images * Sides[scale] * Sides[scale] * AnchorsOfCell * Numbers;

    /// <summary>What a network might say before it has learnt much.</summary>
    public float[] Logits()
    {
        var random = new Random(11);
        return Inputs.Fill(Cells * Numbers, () => 4 * random.NextSingle() - 2);
    }

    /// <summary>The labels of the three scales, then the slots of the true boxes, most of them empty.</summary>
    public float[] Targets()
    {
        var random = new Random(12);
        float[] targets = new float[Cells * Numbers + images * Slots * 4];
        for (int box = 0; box < images * TrueBoxes; box++)
        {
            float width = 10 + 150 * random.NextSingle(), height = 10 + 150 * random.NextSingle(), x = Pixels * random.NextSingle(), y = Pixels * random.NextSingle();
            int image = box / TrueBoxes, scale = box % 3, side = Sides[scale], first = 0;
            for (int before = 0; before < scale; before++)
            {
                first += Length(before);
            }
            float[] place = [x, y, width, height];
            place.CopyTo(targets, Cells * Numbers + (image * Slots + box % TrueBoxes) * 4);
            int cell = (image * side + (int)(y * side / Pixels)) * side + (int)(x * side / Pixels);
            Span<float> label = targets.AsSpan(first + (cell * AnchorsOfCell + box / 3 % AnchorsOfCell) * Numbers, Numbers);
            place.CopyTo(label);
            label[4] = 1;
            label[5..].Fill(0.01f / Classes);
            label[5 + box % Classes] = 0.99f;
        }
        return targets;
    }

    /// <summary>The loss of all three scales and its gradient, by LossGen.</summary>
    public float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        (int second, int third) = (Length(0), Length(0) + Length(1));
        ReadOnlyTensorView<float> boxes = new(targets[(Cells * Numbers)..], _boxShape);
        YoloLoss loss = Kernels.YoloSmall(new(logits[..second], _shapes[0]), new(targets[..second], _shapes[0]), boxes, new(gradient[..second], _shapes[0]));
        loss += Kernels.YoloMedium(new(logits[second..third], _shapes[1]), new(targets[second..third], _shapes[1]), boxes, new(gradient[second..third], _shapes[1]));
        loss += Kernels.YoloLarge(new(logits[third..], _shapes[2]), new(targets[third..logits.Length], _shapes[2]), boxes, new(gradient[third..], _shapes[2]));
        return (float)loss.Total;
    }

    /// <summary>Boxes and probabilities in place of the raw output, by LossGen.</summary>
    public void Decode(ReadOnlySpan<float> logits, Span<float> decoded)
    {
        (int second, int third) = (Length(0), Length(0) + Length(1));
        Kernels.DecodeSmall(new(logits[..second], _shapes[0]), new(decoded[..second], _shapes[0]));
        Kernels.DecodeMedium(new(logits[second..third], _shapes[1]), new(decoded[second..third], _shapes[1]));
        Kernels.DecodeLarge(new(logits[third..], _shapes[2]), new(decoded[third..], _shapes[2]));
    }
}
