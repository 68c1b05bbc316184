using System.ComponentModel;

namespace LossGen.Execution;

/// <summary>The kernels of a loss over the cells of a grid, for <see cref="CellLosses"/>. Generated code implements it. Numbers of cells stand in planes of 128.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICellLosses<T>
{
    /// <summary>Width and height of each anchor in turn, in strides.</summary>
    static abstract ReadOnlySpan<T> Anchors { get; }

    /// <summary>Whether the gradient is asked for.</summary>
    static abstract bool HasGradient { get; }

    /// <summary>Whether the gradient is added to what its memory holds.</summary>
    static abstract bool Accumulates { get; }

    /// <summary>Whether a long call is shared out among threads.</summary>
    static abstract bool IsParallel { get; }

    /// <summary>Writes what each true box is compared by.</summary>
    static abstract void Truths(ref T boxes, ref T truths, nuint count);

    /// <summary>Raises each cell's overlap to the largest with any of some true boxes.</summary>
    static abstract void Overlaps(ref T logits, ref T cells, ref T truths, ref T overlaps, nuint count, nuint boxes);

    /// <summary>Writes the losses of box and confidence of each cell, and their gradients.</summary>
    static abstract void Cells(ref T logits, ref T targets, ref T cells, ref T overlaps, ref T gradient, ref T losses, nuint count, T gridCells, T scale);

    /// <summary>Returns the losses of all classes of a cell, added up, and writes their gradients.</summary>
    static abstract T Run(ref T logits, ref T targets, ref T gradient, nuint count, T weights, T scale);
}
