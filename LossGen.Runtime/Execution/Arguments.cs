using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>The checks of a kernel's arguments, all made before anything is written. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arguments
{
    /// <summary>Two arguments have the same length.</summary>
    /// <exception cref="ArgumentException">They have not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(int length, string name, int expected, string expectedName)
    {
        if (length != expected)
        {
            Throw(name, $"{name} has {length} values and {expectedName} has {expected}: they must have as many.");
        }
    }

    /// <summary>An argument has one value an item.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OnePerItem(int length, string name, int items)
    {
        if (length != items)
        {
            Throw(name, $"{name} has {length} values for {items} items: it must have one an item.");
        }
    }

    /// <summary>An output has room for the derivative by a number of the call, and for nothing else.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OneNumber(nint length, string name)
    {
        if (length != 1)
        {
            Throw(name, $"{name} has {length} values: it must have one, for the derivative by a number of the whole call.");
        }
    }

    /// <summary>The number of boxes of four coordinates.</summary>
    /// <exception cref="ArgumentException">The length is not divisible by four.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Boxes(int length, string name)
    {
        if (length % 4 != 0)
        {
            Throw(name, $"{name} has {length} values: boxes have four coordinates each.");
        }

        return length / 4;
    }

    /// <summary>A matrix has an entry for each two boxes.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Matrix(int length, string name, int rows, int columns)
    {
        if (length != (long)rows * columns)
        {
            Throw(name, $"{name} has {length} values for {rows} × {columns} pairs of boxes: it must have one a pair.");
        }
    }

    /// <summary>There are rows × classes logits.</summary>
    /// <exception cref="ArgumentException">There are not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows(int length, string name, int rows, string rowsName, int classes)
    {
        if (length != (long)rows * classes)
        {
            Throw(name, $"{name} has {length} values, but {rowsName} has {rows} rows of {classes} classes: {(long)rows * classes} values.");
        }
    }

    /// <summary>The number of classes: as many for each row.</summary>
    /// <exception cref="ArgumentException">The rows do not share the logits out.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Classes(int length, string name, int rows, string rowsName)
    {
        int classes = rows == 0 ? 0 : length / rows;
        if (length != (long)rows * classes || (classes == 0 && rows > 0))
        {
            ThrowClasses(length, name, rows, rowsName);
        }

        return classes;
    }

    /// <summary>The number of rows of some classes.</summary>
    /// <exception cref="ArgumentException">The length is not divisible by the number of classes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RowsOf(int length, string name, int classes)
    {
        if (length % classes != 0)
        {
            Throw(name, $"{name} has {length} values, which are no whole rows of {classes} classes.");
        }

        return length / classes;
    }

    /// <summary>The number of rows where another argument has one value more for each of them than this one.</summary>
    /// <param name="length">The length of this one.</param>
    /// <param name="name">Its parameter.</param>
    /// <param name="packed">The length of the other one, which has a state after the classes of each row.</param>
    /// <param name="packedName">Its parameter.</param>
    /// <param name="classes">The number of classes where it is fixed, else 0.</param>
    /// <exception cref="ArgumentException">No number of rows fits both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PackedRows(int length, string name, int packed, string packedName, int classes)
    {
        int rows = classes > 0 ? RowsOf(length, name, classes) : int.Max(0, packed - length);
        if (packed - length != rows || (classes == 0 && (rows == 0 ? length > 0 : length == 0 || length % rows != 0)))
        {
            ThrowPacked(length, name, packed, packedName, classes);
        }

        return rows;
    }

    /// <summary>An argument has one value a class; where there are no rows, nothing shows how many these are.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OnePerClass(int length, string name, int classes, int rows)
    {
        if (length != classes && rows > 0)
        {
            Throw(name, $"{name} has {length} values for {classes} classes: it must have one a class.");
        }
    }

    /// <summary>An output shares no memory with another argument.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public static void Apart<T, TOther>(ReadOnlySpan<T> output, string name, ReadOnlySpan<TOther> other, string otherName)
        where T : struct
        where TOther : struct
    {
        if (Overlap.OfRanges(in MemoryMarshal.GetReference(output), output.Length, in MemoryMarshal.GetReference(other), other.Length, out _))
        {
            Throw(name, $"{name} overlaps {otherName}: an output's memory must be its own.");
        }
    }

    /// <summary>An output shares no memory with its prediction, or is exactly the same memory.</summary>
    /// <exception cref="ArgumentException">It shares a part.</exception>
    public static void SameOrApart<T, TOther>(ReadOnlySpan<T> output, string name, ReadOnlySpan<TOther> prediction, string predictionName)
        where T : struct
        where TOther : struct
    {
        if (Overlap.OfRanges(in MemoryMarshal.GetReference(output), output.Length, in MemoryMarshal.GetReference(prediction), prediction.Length, out nint distance)
            && (distance != 0 || output.Length != prediction.Length))
        {
            Throw(name, $"{name} overlaps {predictionName} in part: it must be exactly the same memory, or none of it.");
        }
    }

    [DoesNotReturn]
    private static void ThrowClasses(int length, string name, int rows, string rowsName) => Throw(
        name,
        rows == 0 ? $"{rowsName} has no rows, but {name} has {length} values."
        : length == 0 ? $"{name} has no values, but {rowsName} has {rows} rows: each row needs at least one class."
        : $"{name} has {length} values, which is no multiple of the {rows} rows of {rowsName}: each row needs a value of every class.");

    [DoesNotReturn]
    private static void ThrowPacked(int length, string name, int packed, string packedName, int classes) => Throw(
        packedName,
        classes > 0
            ? $"{packedName} has {packed} values and {name} has {length}, {length / classes} anchors of {classes} classes: it must have {classes + 1} for each anchor, an entry for each class and then the anchor's state."
            : $"{packedName} has {packed} values and {name} has {length}: it must have one more for each anchor, an entry for each class and then the anchor's state, and each anchor as many classes.");

    [DoesNotReturn]
    private static void Throw(string name, string message) => throw new ArgumentException(message, name);
}
