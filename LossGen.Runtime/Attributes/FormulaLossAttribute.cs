namespace LossGen;

/// <summary>Base of the attributes of losses that the user writes: the formula is a static method, which LossGen reads and differentiates at compile time.</summary>
/// <remarks>
/// <para>The formula stays an ordinary method that can be called, tested and debugged; the kernel never calls it. Its first two parameters are prediction and target.
/// Further ones are bound by name to parameters of the kernel method: a span or a view gives one value an item, a number one value a call. A parameter that has an output
/// of its name and <c>Gradient</c> is differentiated: <c>mean</c> with <c>meanGradient</c>. That of a number of the call has one value, the sum over the items.</para>
/// <para>What a formula may contain is listed in docs/custom-losses.md, which the package has too; anything else in it is an error at the place where it stands.</para>
/// </remarks>
public abstract class FormulaLossAttribute : LossAttribute
{
    private protected FormulaLossAttribute(Type? type, string formula) => (Type, Formula) = (type, formula);

    /// <summary>The type whose method the formula is, a type of the same compilation; <see langword="null"/> for the one that holds the kernel method.</summary>
    public Type? Type { get; }

    /// <summary>The name of the formula, a static method: best written with <see langword="nameof"/>.</summary>
    public string Formula { get; }
}
