using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>What a formula takes: the types of its parameters follow from what an item of the loss is.</summary>
internal static class FormulaSignature
{
    /// <summary>What each parameter is; <see cref="FormulaType.Unknown"/> for one that no formula of the loss takes there.</summary>
    public static EquatableArray<FormulaParameter> Read(IMethodSymbol formula, Skeleton skeleton) => formula.Parameters
        .Select((p, place) => new FormulaParameter(p.Name, TypeOf(p, place, skeleton), p.HasExplicitDefaultValue && p.ExplicitDefaultValue is IConvertible number and not string ? number.ToDouble(CultureInfo.InvariantCulture) : null))
        .ToEquatableArray();

    /// <summary>The parameter as one would write it at a place: <c>Row&lt;float&gt; prediction</c>.</summary>
    public static string Expected(int place, Skeleton skeleton, ElementType real)
    {
        string number = real.Keyword();
        string item = skeleton switch
        {
            Skeleton.Row => $"Row<{number}>",
            Skeleton.Box => real == ElementType.Float ? "Box" : $"Box<{number}>",
            _ => number,
        };
        return (place, skeleton) switch
        {
            (FormulaSpec.Prediction, _) => $"'{item} prediction'",
            (FormulaSpec.Target, Skeleton.Row) => $"'int label' or '{item} target'",
            (FormulaSpec.Target, Skeleton.Element) => $"'{item} target' or 'bool target'",
            (FormulaSpec.Target, _) => $"'{item} target'",
            _ => $"'{number}'",
        };
    }

    /// <summary>What to do about a parameter that no formula takes.</summary>
    public static string Instead(IParameterSymbol parameter, int place, Skeleton skeleton, ElementType real) => parameter switch
    {
        { RefKind: RefKind.Out } => "Remove it, and write a formula of its own for what it gives",
        { RefKind: not (RefKind.None or RefKind.In) } => $"Take it by value: {Expected(place, skeleton, real)}",
        { Type.SpecialType: SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Object } or { Type.TypeKind: TypeKind.Enum } when place > FormulaSpec.Target =>
            $"Write a formula for each case, or take {Expected(place, skeleton, real)}",
        _ when FormulaTypes.IsRow(parameter.Type) && place > FormulaSpec.Target => $"Take one number a row, {Expected(place, skeleton, real)}: look it up before the call",
        _ => $"Write {Expected(place, skeleton, real)}",
    };

    private static FormulaType TypeOf(IParameterSymbol p, int place, Skeleton skeleton) => (place, skeleton) switch
    {
        _ when p.RefKind is not (RefKind.None or RefKind.In) => FormulaType.Unknown,
        (FormulaSpec.Prediction or FormulaSpec.Target, Skeleton.Box) => FormulaTypes.IsBox(p.Type) ? FormulaType.Box : FormulaType.Unknown,
        (FormulaSpec.Prediction or FormulaSpec.Target, Skeleton.Row) when FormulaTypes.IsRow(p.Type) => FormulaType.Row,
        (FormulaSpec.Target, Skeleton.Row) when p.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 => FormulaType.Index,
        (FormulaSpec.Target, Skeleton.Element) when p.Type.SpecialType == SpecialType.System_Boolean => FormulaType.Bool,
        (FormulaSpec.Prediction, Skeleton.Row) => FormulaType.Unknown,
        _ => p.Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double ? FormulaType.Real : FormulaType.Unknown,
    };
}
