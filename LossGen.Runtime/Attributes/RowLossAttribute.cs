namespace LossGen;

/// <summary>
/// A loss of your own over rows: <c>static float F(Row&lt;float&gt; prediction, int label)</c>, or <c>F(Row&lt;float&gt; prediction, Row&lt;float&gt; target)</c>, or the same of
/// <see cref="double"/>. An item is a row.
/// </summary>
/// <remarks>
/// <para>With a label, <c>targets</c> holds one class index a row, <see cref="int"/> or <see cref="long"/>, from 0 to classes − 1; with a target row, one number for each of the
/// predictions. In spans the classes of a row lie side by side; in tensor views on <see cref="Axis"/>.</para>
/// <para>A class index that is neither in its range nor <see cref="IgnoreIndex"/> is an <see cref="ArgumentOutOfRangeException"/> that names the row and the value, before anything is written.</para>
/// </remarks>
/// <seealso cref="Row{T}"/>
public sealed class RowLossAttribute : FormulaLossAttribute
{
    /// <summary>A formula of the type that holds the kernel method.</summary>
    /// <param name="formula">The name of the formula.</param>
    public RowLossAttribute(string formula)
        : base(null, formula)
    {
    }

    /// <summary>A formula of another type.</summary>
    /// <param name="type">The type, of the same compilation.</param>
    /// <param name="formula">The name of the formula.</param>
    public RowLossAttribute(Type type, string formula)
        : base(type, formula)
    {
    }

    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape. Best said where it is known: in spans, a wrong number of targets may otherwise pass for that of other classes.</summary>
    public int Classes { get; set; }

    /// <summary>The axis of the classes in tensor views; negative counts from the last, which is the default, −1.</summary>
    public int Axis { get; set; } = -1;

    /// <summary>Rows of this class index have no loss and no gradient. −100 is the default.</summary>
    public int IgnoreIndex { get; set; } = -100;
}
