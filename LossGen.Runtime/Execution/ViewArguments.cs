using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LossGen.Execution;

/// <summary>The checks of a kernel's arguments that are views, all made before anything is written. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewArguments
{
    /// <summary>Two arguments have the same shape, or the same leading axes where the caller leaves the others out.</summary>
    /// <exception cref="ArgumentException">They have not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameShape(ReadOnlySpan<nint> lengths, string name, ReadOnlySpan<nint> expected, string expectedName)
    {
        if (!lengths.SequenceEqual(expected))
        {
            ThrowShape(lengths, name, expected, expectedName);
        }
    }

    /// <summary>The last of a view's axes are the four numbers of a box.</summary>
    /// <exception cref="ArgumentException">It is longer or shorter, or there is none.</exception>
    public static void Boxes(ReadOnlySpan<nint> lengths, string name)
    {
        if (lengths.IsEmpty || lengths[^1] != 4)
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)}: its last axis must be the four numbers of a box.");
        }
    }

    /// <summary>No two elements of an output are in one place.</summary>
    /// <exception cref="ArgumentException">Two are, or it would take too long to show that none are.</exception>
    public static void Writable<T>(in TensorView<T> output, string name)
    {
        ReadOnlySpan<nint> lengths = output.Lengths, strides = output.Strides;
        if (output.FlattenedLength == 0 || output.IsContiguous)
        {
            return;
        }

        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (strides[axis] == 0 && lengths[axis] > 1)
            {
                Throw(name, $"{name} of the shape {Layout.Text(lengths)} has the strides {Layout.Text(strides)}: the stride of an output's axis must not be 0 where the axis is longer than 1.");
            }
        }

        if (Overlap.WithItself(lengths, strides))
        {
            Throw(name, $"{name} of the shape {Layout.Text(lengths)} has the strides {Layout.Text(strides)}, by which its elements overlap: each element of an output must have a place of its own.");
        }
    }

    /// <summary>No element of an output is in the memory of an element of another argument.</summary>
    /// <exception cref="ArgumentException">One is, or the address ranges overlap and the strides differ, or it would take too long to show that none is.</exception>
    public static void Apart<T, TOther>(in ReadOnlyTensorView<T> output, string name, in ReadOnlyTensorView<TOther> other, string otherName)
    {
        if (Overlap.Between(output, other))
        {
            Throw(name, $"{name} overlaps {otherName}: an output's memory must be its own, or slices of one tensor with equal strides that have no element in common.");
        }
    }

    /// <summary>An output is exactly its prediction's memory (the same start, shape and strides), or no element of it is in the memory of an element of the prediction.</summary>
    /// <exception cref="ArgumentException">Neither, as <see cref="Apart"/> finds it.</exception>
    public static void SameOrApart<T>(in ReadOnlyTensorView<T> output, string name, in ReadOnlyTensorView<T> prediction, string predictionName)
    {
        if (!Overlap.IsSame(output, prediction) && Overlap.Between(output, prediction))
        {
            Throw(name, $"{name} overlaps {predictionName} in part: it must be exactly the same memory with the same shape and strides, or slices of one tensor with equal strides that have no element in common, or memory of its own.");
        }
    }

    [DoesNotReturn]
    private static void ThrowShape(ReadOnlySpan<nint> lengths, string name, ReadOnlySpan<nint> expected, string expectedName) =>
        Throw(name, $"{name} has the shape {Layout.Text(lengths)} and {expectedName} has {Layout.Text(expected)}: they must be the same.");

    [DoesNotReturn]
    private static void Throw(string name, string message) => throw new ArgumentException(message, name);
}
