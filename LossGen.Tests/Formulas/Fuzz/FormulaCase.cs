namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A formula with the kernel that is asked for.</summary>
internal sealed record FormulaCase
{
    /// <summary>Its name, which begins those of its members.</summary>
    public required string Name { get; init; }

    public required bool IsFloat { get; init; }

    public required Parameter[] Parameters { get; init; }

    public required Block Body { get; init; }

    /// <summary>Whether the kernel returns the sum of the losses.</summary>
    public required bool ReturnsSum { get; init; }

    public required bool WritesLosses { get; init; }

    /// <summary>What inputs are made from.</summary>
    public required int Seed { get; init; }

    /// <summary>The parameters that the kernel differentiates by, each an output after the losses.</summary>
    public Parameter[] Variables => [.. Parameters.Where(p => p.HasGradient)];

    public int Outputs => (WritesLosses ? 1 : 0) + Variables.Length;

    private string Own => IsFloat ? "float" : "double";

    /// <summary>The formula as its user writes it, and the declaration of its kernel.</summary>
    public string Text()
    {
        string parameters = string.Join(", ", Parameters.Select(p => p.InKernel(Own))
            .Concat(WritesLosses ? [$"Span<{Own}> losses"] : []).Concat(Variables.Select(p => $"Span<{Own}> {p.GradientName}")));
        string options = ReturnsSum ? ", Reduction = Reduction.Sum" : "";
        return $"    [ElementwiseLoss(nameof({Name}F){options})]\n    public static partial {(ReturnsSum ? Own : "void")} {Name}K({parameters});\n\n"
            + Formula(isReference: false, "F");
    }

    /// <summary>A file with all that a test calls: the kernel, the formula, and the formula in double.</summary>
    public string File()
    {
        string inputs = string.Join(", ", Parameters.Select((p, i) => p.Converted(Own, $"inputs[{i}]")).Concat(Enumerable.Range(0, Outputs).Select(i => $"o{i}")));
        string call = $"Methods.{Name}K({inputs})";
        string Plain(string real, string suffix) => $"Methods.{Name}{suffix}({string.Join(", ", Parameters.Select((p, i) => p.Kind == ParameterKind.Label ? $"x[{i}] != 0" : $"({real})x[{i}]"))})";
        return $$"""
            using System;
            using LossGen;

            public static partial class Methods
            {
            {{Text()}}
            {{Formula(isReference: true, "D")}}
            }

            public static partial class Calls
            {
                public static double {{Name}}K(double[][] inputs, double[][] outputs)
                {
                    {{string.Concat(Enumerable.Range(0, Outputs).Select(i => $"var o{i} = new {Own}[outputs[{i}].Length]; "))}}
                    {{(ReturnsSum ? "double result = " : "double result = 0; ")}}{{call}};
                    {{string.Concat(Enumerable.Range(0, Outputs).Select(i => $"From(o{i}, outputs[{i}]); "))}}
                    return result;
                }

                public static double {{Name}}F(double[] x) => {{Plain(Own, "F")}};

                public static double {{Name}}D(double[] x) => {{Plain("double", "D")}};
            }

            """;
    }

    private string Formula(bool isReference, string suffix)
    {
        Writer w = new(IsFloat, isReference, Name + suffix);
        string own = w.Keyword(NumberType.Own);
        string formula = $"internal static {own} {Name}{suffix}({string.Join(", ", Parameters.Select(p => $"{(p.Kind == ParameterKind.Label ? "bool" : own)} {p.Name}"))})\n" + w.MemberBlock(Body);
        return string.Concat(w.Members.Prepend(formula).Select(member => "    " + member + "\n"));
    }
}

/// <summary>A parameter of a formula.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="HasGradient">Whether the kernel differentiates by it.</param>
internal sealed record Parameter(string Name, ParameterKind Kind, bool HasGradient)
{
    public string GradientName => Kind == ParameterKind.Prediction ? "gradient" : Name + "Gradient";

    public string InKernel(string own) => Kind switch
    {
        ParameterKind.Prediction => $"ReadOnlySpan<{own}> predictions",
        ParameterKind.Target => $"ReadOnlySpan<{own}> targets",
        ParameterKind.Label => "ReadOnlySpan<bool> targets",
        ParameterKind.Byte => "ReadOnlySpan<byte> targets",
        ParameterKind.Item => $"ReadOnlySpan<{own}> {Name}",
        _ => $"{own} {Name}",
    };

    /// <summary>Its argument of a kernel, out of an array of doubles.</summary>
    public string Converted(string own, string numbers) => Kind switch
    {
        ParameterKind.Label => $"Bools({numbers})",
        ParameterKind.Byte => $"Bytes({numbers})",
        ParameterKind.Call => $"({own}){numbers}[0]",
        _ => own == "float" ? $"Floats({numbers})" : numbers,
    };
}

internal enum ParameterKind
{
    Prediction,

    /// <summary>A target that is a number.</summary>
    Target,

    /// <summary>A target that is a truth value.</summary>
    Label,

    /// <summary>A target that is a number to the formula and a byte, 0 or 1, to the kernel.</summary>
    Byte,

    /// <summary>A number that each item has.</summary>
    Item,

    /// <summary>A number that a call has.</summary>
    Call,
}
