namespace LossGen.Benchmarks;

/// <summary>The data of the contests: the same in every run.</summary>
internal static class Inputs
{
    /// <summary>Of a segmentation.</summary>
    public const int PixelClasses = 21;

    public const int RetinaClasses = 80;

    public static float[] Logits(int count)
    {
        var random = new Random(1);
        return Fill(count, () => random.NextSingle() * 16 - 8);
    }

    /// <summary>One in four is positive.</summary>
    public static float[] Labels(int count)
    {
        var random = new Random(2);
        return Fill(count, () => random.Next(4) == 0 ? 1f : 0f);
    }

    public static byte[] ByteLabels(int count) => [.. Labels(count).Select(label => (byte)label)];

    public static float[] Probabilities(int count)
    {
        var random = new Random(3);
        return Fill(count, random.NextSingle);
    }

    /// <summary>x1 y1 x2 y2 on whole numbers, so that some edges coincide; about half of the pairs overlap.</summary>
    public static float[] Boxes(int count, int seed)
    {
        var random = new Random(seed);
        float[] boxes = new float[4 * count];
        for (int i = 0; i < boxes.Length; i += 4)
        {
            boxes[i] = random.Next(64);
            boxes[i + 1] = random.Next(64);
            boxes[i + 2] = boxes[i] + random.Next(4, 64);
            boxes[i + 3] = boxes[i + 1] + random.Next(4, 64);
        }
        return boxes;
    }

    public static int[] Classes(int rows, int classes)
    {
        var random = new Random(4);
        return Fill(rows, () => random.Next(classes));
    }

    /// <summary>One label in eighty, and the anchor's state behind the labels: one in ten has an object, one in ten is ignored.</summary>
    public static float[] RetinaTargets(int anchors)
    {
        var random = new Random(8);
        float[] targets = new float[anchors * (RetinaClasses + 1)];
        for (int first = 0; first < targets.Length; first += RetinaClasses + 1)
        {
            int state = random.Next(10);
            targets[first + random.Next(RetinaClasses)] = 1;
            targets[first + RetinaClasses] = state == 0 ? 1 : state == 1 ? -1 : 0;
        }
        return targets;
    }

    public static T[] Fill<T>(int count, Func<T> next)
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = next();
        }
        return values;
    }
}
