namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A formula with the kernel that is asked for.</summary>
internal sealed record FormulaCase
{
    /// <summary>Its name, which begins those of its members.</summary>
    public required string Name { get; init; }

    /// <summary>The attribute: that of elements, rows or boxes.</summary>
    public required string Attribute { get; init; }

    public required bool IsFloat { get; init; }

    public required Parameter[] Parameters { get; init; }

    public required Block Body { get; init; }

    /// <summary>Whether the kernel returns the sum of the losses.</summary>
    public required bool ReturnsSum { get; init; }

    public required bool WritesLosses { get; init; }

    /// <summary>What inputs are made from.</summary>
    public required int Seed { get; init; }

    /// <summary>How many classes rows have.</summary>
    public int Classes { get; init; }

    /// <summary>Whether the attribute says so.</summary>
    public bool SaysClasses { get; init; }

    public BoxFormat Format { get; init; }

    /// <summary>The parameters that the kernel differentiates by, each an output after the losses.</summary>
    public Parameter[] Variables => [.. Parameters.Where(p => p.HasGradient)];

    /// <summary>How many numbers each output has of an item.</summary>
    public int[] Outputs => [.. WritesLosses ? [1] : Array.Empty<int>(), .. Variables.Select(p => p.Numbers(Classes))];

    private string Own => IsFloat ? "float" : "double";

    /// <summary>The formula as its user writes it, and the declaration of its kernel.</summary>
    public string Text()
    {
        string parameters = string.Join(", ", Parameters.Select(p => p.InKernel(Own))
            .Concat(WritesLosses ? [$"Span<{Own}> losses"] : []).Concat(Variables.Select(p => $"Span<{Own}> {p.GradientName}")));
        string options = (ReturnsSum ? ", Reduction = Reduction.Sum" : "") + (SaysClasses ? $", Classes = {Classes}" : "") + (Format == BoxFormat.Xyxy ? "" : $", Format = BoxFormat.{Format}");
        return $"    [{Attribute}(nameof({Name}F){options})]\n    public static partial {(ReturnsSum ? Own : "void")} {Name}K({parameters});\n\n"
            + Formula(isReference: false, "F");
    }

    /// <summary>A file with all that a test calls: the kernel, the formula, and the formula in double.</summary>
    public string File()
    {
        int outputs = Outputs.Length;
        string inputs = string.Join(", ", Parameters.Select((p, i) => p.Converted(Own, $"inputs[{i}]")).Concat(Enumerable.Range(0, outputs).Select(i => $"o{i}")));
        string Plain(string real, string suffix) => $"Methods.{Name}{suffix}({string.Join(", ", Parameters.Select((p, i) => p.OfItem(real, $"x[{i}]", Format)))})";
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
                    {{string.Concat(Enumerable.Range(0, outputs).Select(i => $"var o{i} = new {Own}[outputs[{i}].Length]; "))}}
                    {{(ReturnsSum ? "double result = " : "double result = 0; ")}}Methods.{{Name}}K({{inputs}});
                    {{string.Concat(Enumerable.Range(0, outputs).Select(i => $"From(o{i}, outputs[{i}]); "))}}
                    return result;
                }

                public static double {{Name}}F(double[][] x) => {{Plain(Own, "F")}};

                public static double {{Name}}D(double[][] x) => {{Plain("double", "D")}};
            }

            """;
    }

    private string Formula(bool isReference, string suffix)
    {
        Writer w = new(IsFloat, isReference, Name + suffix);
        string own = w.Keyword(NumberType.Own);
        string formula = $"internal static {own} {Name}{suffix}({string.Join(", ", Parameters.Select(p => $"{p.Type(own)} {p.Name}"))})\n" + w.MemberBlock(Body);
        return string.Concat(w.Members.Prepend(formula).Select(member => "    " + member + "\n"));
    }
}
