using LossGen.Generator.Diagnostics;
using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>Rules for what the attribute of a kernel over cells says of the grid.</summary>
internal static class GridRules
{
    public static IEnumerable<Diagnostic> GridKnown(LossMethod method)
    {
        AttributeData attribute = method.Attributes[0];
        if (method.Schema.Skeleton.IsOfCells() && !AttributeReader.HasErrors(attribute) && Mistake(attribute) is { } mistake)
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.GridUnknown, AttributeReader.LocationOf(attribute), method.DisplayName, mistake, method.Schema.Name);
        }
    }

    private static string? Mistake(AttributeData attribute)
    {
        EquatableArray<double> anchors = AttributeReader.Numbers(attribute, "Anchors");
        return !attribute.NamedArguments.Any(argument => argument.Key == "Stride") ? "has no 'Stride'"
            : anchors.Count == 0 ? "has no 'Anchors'"
            : anchors.Count % 2 != 0 ? $"has {anchors.Count} numbers as 'Anchors', which are no pairs"
            : anchors.Where(size => !(size > 0 && size <= float.MaxValue)).Select(size => $"has an anchor of the size {size.ToString("R", CultureInfo.InvariantCulture)}, which is not positive").FirstOrDefault();
    }
}
