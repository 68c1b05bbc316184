namespace LossGen.Sample;

/// <summary>
/// From the network's four numbers to a box: its centre, as a way from the scene's, and its size, by the logarithm. So every output is a proper box.
/// </summary>
internal static class Boxes
{
    private const float Middle = Scenes.Side / 2f, Travel = 10, Size = 25;

    /// <summary>The boxes x1, y1, x2, y2 in pixels.</summary>
    public static void Decode(ReadOnlySpan<float> outputs, Span<float> boxes)
    {
        for (int i = 0; i < outputs.Length; i += 4)
            for (int axis = i; axis < i + 2; axis++)
            {
                float centre = Middle + Travel * outputs[axis], size = Size * MathF.Exp(outputs[axis + 2]);
                (boxes[axis], boxes[axis + 2]) = (centre - size / 2, centre + size / 2);
            }
    }

    /// <summary>The chain rule, from the gradient by the boxes to that by the outputs: both sides move with the centre, and apart with the size; (eˣ)' = eˣ.</summary>
    public static void Chain(ReadOnlySpan<float> boxes, ReadOnlySpan<float> boxGradient, Span<float> outputGradient)
    {
        for (int i = 0; i < boxes.Length; i += 4)
            for (int axis = i; axis < i + 2; axis++)
            {
                float size = boxes[axis + 2] - boxes[axis];
                outputGradient[axis] = Travel * (boxGradient[axis] + boxGradient[axis + 2]);
                outputGradient[axis + 2] = size / 2 * (boxGradient[axis + 2] - boxGradient[axis]);
            }
    }

    /// <summary>Intersection over union.</summary>
    public static float Overlap(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float width = MathF.Max(0, MathF.Min(a[2], b[2]) - MathF.Max(a[0], b[0]));
        float height = MathF.Max(0, MathF.Min(a[3], b[3]) - MathF.Max(a[1], b[1]));
        float intersection = width * height;
        return intersection / (Area(a) + Area(b) - intersection);

        static float Area(ReadOnlySpan<float> box) => (box[2] - box[0]) * (box[3] - box[1]);
    }
}
