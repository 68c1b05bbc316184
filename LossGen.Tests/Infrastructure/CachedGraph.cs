using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Infrastructure;

/// <summary>Walks the objects that the pipeline caches: one of the compiler's among them would keep a whole old compilation alive and never be equal to its successor.</summary>
internal static class CachedGraph
{
    private static readonly Type[] Banned =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Compilation),
        typeof(SemanticModel), typeof(Location), typeof(Diagnostic), typeof(AttributeData), typeof(TypedConstant),
    ];

    public static void AssertFreeOfRoslyn(IEnumerable<IncrementalGeneratorRunStep> steps)
    {
        foreach (IncrementalGeneratorRunStep step in steps)
        {
            foreach ((object value, _) in step.Outputs)
            {
                Assert.Null(FindBanned(value, step.Name ?? "step"));
            }
        }
    }

    /// <summary>The path to the first object of the compiler's, or null.</summary>
    public static string? FindBanned(object? root, string path) => Find(root, path, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !seen.Add(value))
        {
            return null;
        }

        if (Banned.Any(type => value.GetType().IsAssignableTo(type)))
        {
            return $"{path}: {value.GetType()}";
        }

        return value is Array items
            ? FindAny(items.Cast<object?>().Select((item, i) => ($"{path}[{i}]", item)), seen)
            : FindAny(Fields(value.GetType()).Select(field => ($"{path}.{field.Name}", field.GetValue(value))), seen);
    }

    private static string? FindAny(IEnumerable<(string Path, object? Value)> members, HashSet<object> seen) =>
        members.Select(member => Find(member.Value, member.Path, seen)).FirstOrDefault(found => found is not null);

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null
        ? []
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Concat(Fields(type.BaseType));
}
