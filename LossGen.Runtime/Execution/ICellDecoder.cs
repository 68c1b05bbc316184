using System.ComponentModel;

namespace LossGen.Execution;

/// <summary>The kernels that decode the cells of a grid, for <see cref="CellDecoder"/>. Generated code implements it. Numbers of cells stand in planes of 128.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICellDecoder<T>
{
    /// <summary>Width and height of each anchor in turn, in strides.</summary>
    static abstract ReadOnlySpan<T> Anchors { get; }

    /// <summary>The confidence that a cell must exceed to have its classes decoded; with 0 all have.</summary>
    static abstract T ConfidenceThreshold { get; }

    /// <summary>Writes box and confidence of each cell.</summary>
    static abstract void Cells(ref T logits, ref T cells, ref T decoded, nuint count);

    /// <summary>Writes the probabilities of all classes of a cell.</summary>
    static abstract void Run(ref T logits, ref T decoded, nuint count);
}
