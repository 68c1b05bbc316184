using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>What the kernels' own text calls things. A formula's variable of the same name has another one there.</summary>
internal static class ReservedNames
{
    /// <summary>What the kernels for rows of few classes are called after, and the variables of what runs them, beside those for others.</summary>
    public const string OfFew = "OfFew";

    private static readonly string[] OfKernels =
    [
        "at", "classes", "count", "done", "first", "firstA", "firstB", "firstC", "firstD", "firstHigh", "firstLow", "from", "full", "i", "index", "isTail", "items", "k", "planes", "row", "rows", "start", "steps",
        "stride", "sums", "taken", "terms", "tile", "to", "valid", "whole", "workspace",
    ];

    /// <summary>Of these, those of a second form have the form's name behind them.</summary>
    private static readonly string[] OfRun =
    [
        "after", "afterLast", "areFar", "at", "axis", "before", "block", "classes", "collide", "count", "done", "first", "isDense", "items", "lanes", "numbers", "planes", "runs", "start", "sums", "taken", "terms", "total1", "total1Groups", "total1OfFewGroups",
        "whole", "work", "workspace", MethodWriter.TotalWeight,
    ];

    /// <summary>The words of roles that are arrays, and what a stream's steps and tile are called.</summary>
    private static readonly string[] OfRoles =
        [.. RoleFacts.All.Where(role => !role.IsScalar() && !role.IsBesideLosses()).Select(role => role.ParameterName()).SelectMany(name => new[] { name, name + "Class", name + "Item", name + "Tile", name + "Copy", name + "First", name + "Step", name + "Part", name + "Row", name + "Row2" })];

    /// <summary>Types that C# lets a variable be called.</summary>
    private static readonly string[] OfTypes = ["nint", "nuint", "var"];

    public static readonly HashSet<string> All = [.. OfTypes, .. OfKernels, .. OfRun, .. OfRun.Select(name => name + OfFew), .. OfRoles, .. OfRoles.Select(name => name + OfFew)];
}
