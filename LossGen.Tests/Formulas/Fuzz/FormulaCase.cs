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

    /// <summary>The sum of the losses or their mean, if the kernel returns one of these.</summary>
    public required Reduction? Returns { get; init; }

    public required bool WritesLosses { get; init; }

    /// <summary>Whether the kernel adds its derivatives to what is there.</summary>
    public bool Accumulates { get; init; }

    public bool IsPrecise { get; init; }

    /// <summary>Whether the kernel takes views, and not spans; inputs of rows and boxes are then laid out item by item in the last axis.</summary>
    public bool IsOfViews { get; init; }

    /// <summary>What inputs are made from.</summary>
    public required int Seed { get; init; }

    /// <summary>How many classes rows have.</summary>
    public int Classes { get; init; }

    /// <summary>Whether the attribute says so.</summary>
    public bool SaysClasses { get; init; }

    public BoxFormat Format { get; init; }

    /// <summary>Where the derivative of equal corners goes.</summary>
    public TieRule Ties { get; init; }

    /// <summary>The parameters that the kernel differentiates by, each an output after the losses.</summary>
    public Parameter[] Variables => [.. Parameters.Where(p => p.HasGradient)];

    /// <summary>How many numbers each output has of an item, or whether it has one of the call.</summary>
    public (int Numbers, bool OfCall)[] Outputs => [.. WritesLosses ? [(1, false)] : Array.Empty<(int, bool)>(), .. Variables.Select(p => (p.Numbers(Classes), p.Kind == ParameterKind.Call))];

    /// <summary>The parameters of the formula itself.</summary>
    private IEnumerable<Parameter> OfFormula => Parameters.Where(p => p.Kind != ParameterKind.Weight);

    private string Own => IsFloat ? "float" : "double";

    /// <summary>The formula as its user writes it, and the declaration of its kernel.</summary>
    public string Text()
    {
        string output = $"{(IsOfViews ? "TensorView" : "Span")}<{Own}>";
        string parameters = string.Join(", ", Parameters.Select(p => p.InKernel(Own, IsOfViews)).Concat(WritesLosses ? [$"{output} losses"] : []).Concat(Variables.Select(p => $"{output} {p.GradientName}")));
        return $"    [{Attribute}({string.Join(", ", Options().Prepend($"nameof({Name}F)"))})]\n    public static partial {(Returns is null ? "void" : Own)} {Name}K({parameters});\n\n" + Formula(isReference: false, "F");
    }

    private IEnumerable<string> Options()
    {
        (bool IsSet, string Text)[] options =
        [
            (Returns == Reduction.Sum, "Reduction = Reduction.Sum"),
            (Accumulates, "Accumulate = true"),
            (IsPrecise, "Precision = Precision.Precise"),
            (SaysClasses, $"Classes = {Classes}"),
            (Format != BoxFormat.Xyxy, $"Format = BoxFormat.{Format}"),
            (Ties != TieRule.Half, $"Ties = TieRule.{Ties}"),
        ];
        return options.Where(option => option.IsSet).Select(option => option.Text);
    }

    /// <summary>A file with all that a test calls: the kernel, the formula, and the formula in double.</summary>
    public string File()
    {
        int outputs = Outputs.Length, gradient = Array.FindIndex(Variables, p => p.Name == "prediction") + (WritesLosses ? 1 : 0);
        string Input(Parameter p, int i) => p.Kind == ParameterKind.Call ? p.Converted(Own, $"inputs[{i}]") : Laid(i == 0 ? "prediction" : p.Converted(Own, $"inputs[{i}]"), p.Axis(Classes), "Turned");
        string Laid(string array, int axis, string layout) => !IsOfViews ? array : $"{layout}({array}, {axis})";
        string arguments = string.Join(", ", Parameters.Select(Input).Concat(Variables.Select(p => p.Axis(Classes)).Prepend(0).Skip(WritesLosses ? 0 : 1).Select((axis, i) => Laid($"o{i}", axis, "View"))));
        string New(int output) => (Variables.Length > 0 && output == gradient ? "inPlace ? prediction : " : "") + new Parameter("", ParameterKind.Item, false).Converted(Own, $"outputs[{output}]");
        string Plain(string real, string suffix) => $"Methods.{Name}{suffix}({string.Join(", ", OfFormula.Select((p, i) => p.OfItem(real, $"x[{i}]", Format)))})";
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
                public static double {{Name}}K(double[][] inputs, double[][] outputs, bool inPlace)
                {
                    {{Own}}[] prediction = {{Parameters[0].Converted(Own, "inputs[0]")}};
                    {{string.Concat(Enumerable.Range(0, outputs).Select(i => $"var o{i} = {New(i)}; "))}}
                    {{(Returns is null ? "double result = 0; " : "double result = ")}}Methods.{{Name}}K({{arguments}});
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
        string formula = $"internal static {own} {Name}{suffix}({string.Join(", ", OfFormula.Select(p => $"{p.Type(own)} {p.Name}"))})\n" + w.MemberBlock(Body);
        return string.Concat(w.Members.Prepend(formula).Select(member => "    " + member + "\n"));
    }
}
