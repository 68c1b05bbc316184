namespace LossGen.Tests.Kernels;

/// <summary>Inputs that a kernel takes.</summary>
internal static class InputMaker
{
    /// <summary>What sorts of numbers the inputs hold.</summary>
    internal enum Sort
    {
        /// <summary>Such as a training step meets.</summary>
        Ordinary,

        /// <summary>Any number up to 1e30: tiny, huge, denormal.</summary>
        Finite,

        /// <summary>Any float at all.</summary>
        Wild,
    }

    /// <summary>Inputs of some items; rows have the kernel's classes, or the given number.</summary>
    public static KernelInputs Make(KernelCase kernel, int items, Sort sort, ulong seed, int classes = 13)
    {
        Values values = new(seed + (ulong)items);
        classes = kernel.ClassesOr(classes);
        float[] prediction = kernel switch
        {
            { IsBox: true } => Boxes(values, items, sort),
            { IsRow: true } => Fill(items * classes, i => Number(values, sort)),
            _ => Fill(items, i => Number(values, sort)),
        };
        Array targets = kernel switch
        {
            { IsBox: true } => Targets(values, prediction, sort),
            { IsRow: true } => Fill(items, i => values.Below(classes)),
            { Targets: "byte" } => Fill(items, i => (byte)(values.Below(8) == 0 ? values.Below(256) : values.Below(2))),
            { Targets: "bool" } => Fill(items, i => (byte)values.Below(2)),
            { IsHard: true } => Fill(items, i => values.Below(8) == 0 ? (sort == Sort.Wild ? values.Wild() : values.Probability()) : values.Below(2)),
            _ => Fill(items, i => sort == Sort.Wild && values.Below(6) == 0 ? values.Wild() : values.Probability()),
        };
        return new(prediction, targets, Fill(items, i => sort switch
        {
            Sort.Ordinary => (float)(0.25 + (2 * values.Unit())),
            Sort.Finite => values.Below(4) == 0 ? 0 : (float)(4 * values.Unit()),
            _ => values.Wild(),
        }));
    }

    private static float Number(Values values, Sort sort) => sort switch
    {
        Sort.Ordinary => (float)((values.Below(4) == 0 ? 12 : 3) * values.Normal()),
        Sort.Finite => values.Finite(),
        _ => values.Wild(),
    };

    /// <summary>Boxes that have an area, some that have none, and in wild inputs any four numbers.</summary>
    private static float[] Boxes(Values values, int items, Sort sort)
    {
        float[] boxes = new float[4 * items];
        for (int i = 0; i < boxes.Length; i += 4)
        {
            (double x, double y) = (64 * values.Unit(), 64 * values.Unit());
            (double w, double h) = ((32 * values.Unit()) + 0.5, (32 * values.Unit()) + 0.5);
            double size = sort == Sort.Ordinary ? 1 : values.Below(4) switch { 0 => 1e7, 1 => 1e-3, _ => 1 };
            (boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]) = ((float)(size * x), (float)(size * y), (float)(size * (x + w)), (float)(size * (y + h)));
            if (sort != Sort.Ordinary && values.Below(4) == 0)
            {
                boxes[i + 2 + values.Below(2)] = boxes[i + values.Below(2)];
            }

            for (int c = 0; c < 4 && sort == Sort.Wild && values.Below(3) == 0; c++)
            {
                boxes[i + c] = values.Wild();
            }
        }

        return boxes;
    }

    /// <summary>Of the boxes to match, half overlap the predicted one, and some share coordinates with it.</summary>
    private static float[] Targets(Values values, float[] predictions, Sort sort)
    {
        float[] targets = Boxes(values, predictions.Length / 4, sort);
        for (int i = 0; i < targets.Length; i += 4)
        {
            int like = values.Below(8);
            for (int c = 0; c < 4 && like < 5; c++)
            {
                targets[i + c] = like == 0 || (sort != Sort.Ordinary && values.Below(3) == 0) ? predictions[i + c] : predictions[i + c] * (float)(1 + (0.05 * values.Normal()));
            }
        }

        return targets;
    }

    private static T[] Fill<T>(int length, Func<int, T> value)
    {
        T[] array = new T[length];
        for (int i = 0; i < length; i++)
        {
            array[i] = value(i);
        }

        return array;
    }
}
