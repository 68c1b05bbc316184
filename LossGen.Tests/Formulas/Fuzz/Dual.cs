namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A number and its derivative in one direction.</summary>
/// <param name="Value">The number.</param>
/// <param name="Tangent">Its derivative.</param>
/// <param name="IsExact">Whether any order of any rounded arithmetic in the kernel's type comes to this very number.</param>
internal readonly record struct Dual(double Value, double Tangent = 0, bool IsExact = false)
{
    /// <summary>Whether it is a product that was rounded: where it is added to something, a kernel may round the sum alone, and the product elsewhere.</summary>
    public bool IsProduct { get; init; }

    /// <summary>The largest of the terms where it is a sum, else 0: with further terms a kernel may add these in another order, and round beside the largest.</summary>
    public double LargestTerm { get; init; }

    /// <summary>What the derivative is rounded beside where that is more than it is: at 0 the two sides of an absolute value cancel.</summary>
    public double Beside { get; init; }
}
