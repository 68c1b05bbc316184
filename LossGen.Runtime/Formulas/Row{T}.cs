using System.Numerics;

namespace LossGen;

/// <summary>A row of numbers, one for each class, as a formula of <c>[RowLoss]</c> sees it: <c>static float F(Row&lt;float&gt; prediction, int label)</c>.</summary>
/// <remarks>
/// <para>LossGen reads <see cref="Sum(Func{int, T})"/>, <see cref="Max(Func{int, T})"/> and <see cref="LogSumExp(Func{int, T})"/> of a lambda, <c>i =&gt; target[i] * prediction[i]</c>, as reductions
/// over the row's classes, which become the loops of a kernel; <c>prediction[label]</c> is the value at the row's class, <c>row[i]</c> inside such a lambda that of each class.</para>
/// <para>Called as an ordinary method it is the reference: sums and exponentials are computed in double and rounded once. A lambda may be called more than once for an index.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly struct Row<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly ReadOnlyMemory<T> _values;

    /// <summary>A row over a memory, or over an array.</summary>
    /// <param name="values">One number for each class; not copied.</param>
    public Row(ReadOnlyMemory<T> values) => _values = values;

    /// <summary>The number of classes; 0 for a default row.</summary>
    public int Length => _values.Length;

    /// <summary>The value of a class.</summary>
    /// <param name="index">The class, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such class.</exception>
    public T this[int index] => _values.Span[index];

    /// <summary>A row over an array, which is not copied.</summary>
    /// <param name="values">One number for each class.</param>
    public static implicit operator Row<T>(T[] values) => new(values);

    /// <summary>The sum of all values: <c>Sum(i =&gt; row[i])</c>.</summary>
    public T Sum() => Sum(Value);

    /// <summary><c>Σᵢ term(i)</c> over the indices of the row, in their order; 0 for an empty row.</summary>
    /// <param name="term">What is added for an index.</param>
    public T Sum(Func<int, T> term)
    {
        ArgumentNullException.ThrowIfNull(term);
        double sum = 0;
        for (int i = 0; i < Length; i++)
        {
            sum += double.CreateChecked(term(i));
        }

        return T.CreateChecked(sum);
    }

    /// <summary>The largest value: <c>Max(i =&gt; row[i])</c>.</summary>
    /// <exception cref="InvalidOperationException">The row is empty.</exception>
    public T Max() => Max(Value);

    /// <summary>The largest <c>term(i)</c> over the indices of the row; NaN where one of them is.</summary>
    /// <param name="term">What is compared, for an index.</param>
    /// <exception cref="InvalidOperationException">The row is empty.</exception>
    public T Max(Func<int, T> term)
    {
        ArgumentNullException.ThrowIfNull(term);
        if (Length == 0)
        {
            throw new InvalidOperationException("An empty row has no largest value.");
        }

        T largest = term(0);
        for (int i = 1; i < Length; i++)
        {
            largest = T.Max(largest, term(i));
        }

        return largest;
    }

    /// <summary>The logarithm of the sum of the exponentials of all values: <c>LogSumExp(i =&gt; row[i])</c>.</summary>
    public T LogSumExp() => LogSumExp(Value);

    /// <summary>
    /// <c>log Σᵢ exp(term(i))</c> over the indices of the row, computed as <c>m + log Σᵢ exp(term(i) − m)</c> with the largest term m, so that nothing overflows. −∞ for an empty row, as the logarithm of
    /// nothing, and where all terms are −∞; +∞ where one is +∞; NaN where one is.
    /// </summary>
    /// <param name="term">The exponent for an index.</param>
    public T LogSumExp(Func<int, T> term)
    {
        ArgumentNullException.ThrowIfNull(term);
        T largest = Length == 0 ? T.NegativeInfinity : Max(term);
        if (!T.IsFinite(largest))
        {
            return largest;
        }

        double sum = 0, shift = double.CreateChecked(largest);
        for (int i = 0; i < Length; i++)
        {
            sum += Math.Exp(double.CreateChecked(term(i)) - shift);
        }

        return T.CreateChecked(shift + Math.Log(sum));
    }

    private T Value(int index) => this[index];
}
