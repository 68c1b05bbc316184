using LossGen.Tests.Kernels;

namespace LossGen.Tests.Cells;

/// <summary>A batch for a loss over cells: some cells have an object, one in two images some padding.</summary>
internal sealed record CellInputs(Grid Grid, double[] Logits, double[] Targets, double[] Boxes)
{
    /// <summary>A random batch of numbers that floats hold exactly.</summary>
    /// <param name="grid">Its shape.</param>
    /// <param name="stride">The pixels from cell to cell.</param>
    /// <param name="seed">Another seed, another batch.</param>
    /// <param name="soft">Whether some objects are there in part only.</param>
    public static CellInputs Random(Grid grid, double stride, ulong seed, bool soft = false)
    {
        Values values = new(seed);
        double[] logits = [.. Enumerable.Range(0, grid.Cells * grid.Numbers).Select(_ => (double)(float)Between(-3, 3))];
        double[] targets = new double[logits.Length], boxes = new double[grid.Images * grid.Boxes * 4];
        for (int box = 0; box < grid.Images * grid.Boxes; box++)
        {
            bool isPadding = box % grid.Boxes > 2 && box % 3 == 0;
            double[] numbers = isPadding ? [0, 0, 0, 0] : [Place(grid.Width), Place(grid.Height), (float)Between(2, 40), (float)Between(2, 40)];
            numbers.CopyTo(boxes, box * 4);
            if (isPadding)
            {
                continue;
            }

            int column = (int)(numbers[0] / stride), row = (int)(numbers[1] / stride), image = box / grid.Boxes;
            int first = ((((((image * grid.Height) + row) * grid.Width) + column) * grid.Anchors) + (box % grid.Anchors)) * grid.Numbers;
            numbers.CopyTo(targets, first);
            targets[first + 4] = soft && box % 2 == 1 ? 0.25 : 1;
            for (int k = 5; k < grid.Numbers; k++)
            {
                targets[first + k] = k == 5 + (box % Math.Max(1, grid.Classes)) ? 0.75 : 0.125;
            }
        }

        return new(grid, logits, targets, boxes);

        double Between(double low, double high) => low + ((high - low) * values.Unit());

        double Place(int cells) => (float)Between(0, (cells * stride) - 1e-3);
    }
}
