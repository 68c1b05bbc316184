namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>What is wrong with a kernel.</summary>
/// <param name="Kind">What it is; a smaller formula fails the same way if it is that too.</param>
/// <param name="Text">What was expected and what came, where.</param>
internal sealed record Failure(FailureKind Kind, string Text);

internal enum FailureKind
{
    /// <summary>The compiler has an objection to the user's own text: no formula at all.</summary>
    NoProgram,

    /// <summary>LossGen calls it a mistake.</summary>
    Refused,

    /// <summary>The generator throws.</summary>
    Thrown,

    /// <summary>The kernel does not compile.</summary>
    NotCompiled,

    /// <summary>The formula's own method says something else than the test's evaluation of it.</summary>
    Reference,

    /// <summary>Two widths differ.</summary>
    Bits,

    /// <summary>A plain program has a finite value, and the kernel has not.</summary>
    NotFinite,

    Value,
    Gradient,

    /// <summary>The gradient is no slope of the value.</summary>
    Differences,
}
