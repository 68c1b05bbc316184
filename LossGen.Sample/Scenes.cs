namespace LossGen.Sample;

/// <summary>
/// A batch of scenes of 40 × 40 pixels: first those with a whole garment, then those with a shredded one.
/// In this order the losses of kind and box, which only a whole garment has, are losses over the head of the batch.
/// </summary>
internal sealed class Scenes
{
    public const int Side = 40;
    public const int Area = Side * Side;

    public Scenes(int whole, int shredded)
    {
        (Whole, Count) = (whole, whole + shredded);
        Pixels = new float[Count * Area];
        HasGarment = new bool[Count];
        HasGarment.AsSpan(0, whole).Fill(true);
        Kinds = new int[whole];
        Boxes = new float[whole * 4];
    }

    public int Count { get; }

    /// <summary>How many scenes, from the first, hold a whole garment.</summary>
    public int Whole { get; }

    /// <summary>From 0 (black) to 1 (white), scene after scene, row after row.</summary>
    public float[] Pixels { get; }

    public bool[] HasGarment { get; }

    /// <summary>Of the whole garments.</summary>
    public int[] Kinds { get; }

    /// <summary>The tightest box around each whole garment: x1, y1, x2, y2 in pixels.</summary>
    public float[] Boxes { get; }

    public Span<float> Scene(int index) => Pixels.AsSpan(index * Area, Area);

    public Span<float> Box(int index) => Boxes.AsSpan(index * 4, 4);
}
