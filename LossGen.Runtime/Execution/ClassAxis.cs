using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace LossGen.Execution;

/// <summary>The axis of the classes in a tensor view; all other axes are those of the rows. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClassAxis
{
    /// <summary>The most axes that a view has.</summary>
    public const int MostAxes = Layout.MaxRank;

    /// <summary>The axis, counted from the first.</summary>
    /// <param name="lengths">The lengths of the predictions' axes.</param>
    /// <param name="axis">The axis; negative counts from the last.</param>
    /// <param name="name">The predictions' parameter.</param>
    /// <param name="classes">The number of classes where it is fixed, else 0.</param>
    /// <exception cref="ArgumentException">There is no such axis, there are no other axes, or the number of classes is another one.</exception>
    public static int Find(ReadOnlySpan<nint> lengths, int axis, string name, int classes)
    {
        int found = axis < 0 ? axis + lengths.Length : axis;
        if (found < 0 || found >= lengths.Length || lengths.Length < 2)
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)}: it must have the class axis {axis} and at least one axis of rows.");
        }

        if (classes > 0 && lengths[found] != classes)
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)}: its axis {axis} must be {classes} classes long.");
        }

        if (lengths[found] == 0)
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)}: there must be at least one class.");
        }

        return found;
    }

    /// <summary>An argument has one value a row: the predictions' shape without the class axis.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public static void OnePerRow(ReadOnlySpan<nint> lengths, string name, ReadOnlySpan<nint> predicted, string predictedName, int axis)
    {
        ReadOnlySpan<nint> rows = Others(predicted, axis, stackalloc nint[MostAxes]);
        if (!lengths.SequenceEqual(rows))
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)} and {predictedName} has {Layout.Text(predicted)} with the classes on axis {axis}: it must have the shape {Layout.Text(rows)}, one value a row.");
        }
    }

    /// <summary>An argument has the predictions' shape and, on the class axis, one entry more: the state of each row.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public static void Packed(ReadOnlySpan<nint> lengths, string name, ReadOnlySpan<nint> predicted, string predictedName, int axis)
    {
        Span<nint> packed = stackalloc nint[MostAxes];
        predicted.CopyTo(packed);
        packed[axis]++;
        if (!lengths.SequenceEqual(packed[..predicted.Length]))
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)} and {predictedName} has {Layout.Text(predicted)}: it must have the shape {Layout.Text(packed[..predicted.Length])}, an entry for each class and then the anchor's state.");
        }
    }

    /// <summary>An argument has one value a class.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void OnePerClass(ReadOnlySpan<nint> lengths, string name, nint classes)
    {
        if (lengths.Length != 1 || lengths[0] != classes)
        {
            Throw(name, $"{name} has the shape {Layout.Text(lengths)} for {classes} classes: it must have one value a class.");
        }
    }

    /// <summary>The lengths or the strides of the other axes.</summary>
    public static ReadOnlySpan<nint> Others(ReadOnlySpan<nint> all, int axis, Span<nint> others)
    {
        all[..axis].CopyTo(others);
        all[(axis + 1)..].CopyTo(others[axis..]);
        return others[..(all.Length - 1)];
    }

    [DoesNotReturn]
    private static void Throw(string name, string message) => throw new ArgumentException(message, name);
}
