using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Tests.Formulas;

/// <summary>A program of docs/custom-losses.md: a call, and a class with a kernel method and the formula that its attribute names.</summary>
/// <param name="Program">The whole text.</param>
/// <param name="Class">The class.</param>
/// <param name="Kernel">The kernel method.</param>
/// <param name="Formula">The formula.</param>
internal sealed partial record CustomLoss(string Program, ClassDeclarationSyntax Class, MethodDeclarationSyntax Kernel, MethodDeclarationSyntax Formula)
{
    /// <summary>The losses of the page by the names of their formulas.</summary>
    public static IReadOnlyDictionary<string, CustomLoss> All { get; } = Blocks()
        .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "custom-losses.md")).ReplaceLineEndings("\n"))
        .Select(block => Parse(block.Groups["code"].Value))
        .ToDictionary(loss => loss.Formula.Identifier.Text);

    /// <summary>What the program says that it prints.</summary>
    public string Prints => Comment().Match(Program).Groups["text"].Value;

    public IEnumerable<ParameterSyntax> Inputs => Kernel.ParameterList.Parameters.Where(p => !IsOutput(p));

    public IEnumerable<ParameterSyntax> Outputs => Kernel.ParameterList.Parameters.Where(IsOutput);

    /// <summary>The same program over doubles.</summary>
    public CustomLoss InDouble => Parse(BoxTypes().Replace(FloatLiterals().Replace(Program, "d"), "Box<double>").Replace("MathF.", "Math.", StringComparison.Ordinal).Replace("float", "double", StringComparison.Ordinal));

    /// <summary>Whether a parameter of the kernel has one value a call.</summary>
    public static bool IsScalar(ParameterSyntax parameter) => parameter.Type is PredefinedTypeSyntax;

    /// <summary>The type of a parameter's numbers.</summary>
    public static string NumberType(ParameterSyntax parameter) => parameter.Type is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments[0].ToString() : parameter.Type!.ToString();

    /// <summary>The kernel's parameter for one of the formula's: that of its name; the first two are prediction and target.</summary>
    public string SourceOf(ParameterSyntax parameter)
    {
        string name = parameter.Identifier.Text;
        string byPlace = Formula.ParameterList.Parameters.IndexOf(parameter) == 0 ? Kernel.ParameterList.Parameters[0].Identifier.Text : "targets";
        return Inputs.Any(p => p.Identifier.Text == name) ? name : byPlace;
    }

    /// <summary>The prediction whose gradient an output is.</summary>
    public string PredictionOf(ParameterSyntax output)
    {
        string prediction = output.Identifier.Text.Replace("Gradient", string.Empty, StringComparison.Ordinal);
        return Inputs.Any(p => p.Identifier.Text == prediction) ? prediction : Kernel.ParameterList.Parameters[0].Identifier.Text;
    }

    private static bool IsOutput(ParameterSyntax parameter) => parameter.Type is GenericNameSyntax { Identifier.Text: "Span" };

    private static CustomLoss Parse(string program)
    {
        ClassDeclarationSyntax type = CSharpSyntaxTree.ParseText(program).GetCompilationUnitRoot().Members.OfType<ClassDeclarationSyntax>().Single();
        MethodDeclarationSyntax[] methods = [.. type.Members.OfType<MethodDeclarationSyntax>()];
        MethodDeclarationSyntax kernel = methods.Single(method => method.AttributeLists.Count > 0);
        string formula = FormulaName().Match(kernel.AttributeLists.ToString()).Groups["name"].Value;
        return new(program, type, kernel, methods.Single(method => method.Identifier.Text == formula));
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("// prints (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"nameof\((?<name>\w+)\)")]
    private static partial Regex FormulaName();

    [GeneratedRegex(@"(?<=[0-9])f\b")]
    private static partial Regex FloatLiterals();

    [GeneratedRegex(@"\bBox(?= \w)")]
    private static partial Regex BoxTypes();
}
