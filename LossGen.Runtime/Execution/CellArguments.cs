using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace LossGen.Execution;

/// <summary>The checks of the arguments of kernels over the cells of a grid, all made before anything is written. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellArguments
{
    /// <summary>A view has the shape [images, height, width, anchors, 5 + classes].</summary>
    /// <param name="lengths">The view's lengths.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="anchors">How many anchors there are.</param>
    /// <param name="classes">How many classes; 0 for any number.</param>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Grid(ReadOnlySpan<nint> lengths, string name, int anchors, int classes)
    {
        if (lengths.Length != 5 || lengths[3] != anchors || (classes > 0 ? lengths[4] != CellGrid.Numbers + classes : lengths[4] < CellGrid.Numbers))
        {
            string numbers = classes > 0 ? $"5 + {classes}" : "5 + classes";
            Throw(name, $"{name} has the shape {Layout.Text(lengths)}: it must be [images, height, width, {anchors}, {numbers}], with {anchors} anchors and in each cell x, y, width, height, confidence, and the classes.");
        }
    }

    /// <summary>A view has the shape [images, boxes, 4].</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void TrueBoxes(ReadOnlySpan<nint> lengths, string name, ReadOnlySpan<nint> grid, string gridName)
    {
        if (lengths.Length != 3 || lengths[2] != 4)
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)}: it must be [images, boxes, 4], centre and size of each box in pixels.");
        }

        if (lengths[0] != grid[0])
        {
            Throw(name, $"{name} has boxes of {lengths[0]} images and {gridName} has {grid[0]}: they must have as many.");
        }
    }

    [DoesNotReturn]
    private static void Throw(string name, string message) => throw new ArgumentException(message, name);
}
