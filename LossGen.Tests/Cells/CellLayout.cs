using System.Numerics;

namespace LossGen.Tests.Cells;

/// <summary>How the numbers of a grid's cells lie in memory.</summary>
public enum Layout
{
    /// <summary>As the axes say.</summary>
    Contiguous,

    /// <summary>[images, anchors, numbers, height, width], as PyTorch's convolutions leave them.</summary>
    ChannelsFirst,

    /// <summary>A cell's numbers side by side, with some places between cells.</summary>
    Padded,
}

/// <summary>Puts numbers where a layout wants them.</summary>
internal static class CellLayout
{
    private const int Gap = 3;

    public static nint[] Strides(Grid g, Layout layout)
    {
        nint numbers = g.Numbers + (layout == Layout.Padded ? Gap : 0);
        return layout == Layout.ChannelsFirst
            ? [g.CellsOfImage * g.Numbers, g.Width, 1, g.Numbers * g.Height * g.Width, g.Height * g.Width]
            : [g.CellsOfImage * numbers, g.Width * g.Anchors * numbers, g.Anchors * numbers, numbers, 1];
    }

    /// <summary>The memory with the numbers in their places.</summary>
    public static T[] Place<T>(double[] numbers, Grid grid, Layout layout)
        where T : struct, INumber<T>
    {
        T[] memory = new T[layout == Layout.Padded ? grid.Cells * (grid.Numbers + Gap) : numbers.Length];
        ForEach(grid, layout, (place, at) => memory[at] = T.CreateChecked(numbers[place]));
        return memory;
    }

    /// <summary>The numbers out of their places.</summary>
    public static T[] Read<T>(T[] memory, Grid grid, Layout layout)
    {
        T[] numbers = new T[grid.Cells * grid.Numbers];
        ForEach(grid, layout, (place, at) => numbers[place] = memory[at]);
        return numbers;
    }

    private static void ForEach(Grid g, Layout layout, Action<int, nint> place)
    {
        nint[] strides = Strides(g, layout);
        for (int i = 0; i < g.Cells * g.Numbers; i++)
        {
            int number = i % g.Numbers, cell = i / g.Numbers;
            int anchor = cell % g.Anchors, pixel = cell / g.Anchors, column = pixel % g.Width, row = pixel / g.Width % g.Height, image = pixel / g.Width / g.Height;
            place(i, (image * strides[0]) + (row * strides[1]) + (column * strides[2]) + (anchor * strides[3]) + (number * strides[4]));
        }
    }
}
