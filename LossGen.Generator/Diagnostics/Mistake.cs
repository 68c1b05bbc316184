using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Diagnostics;

/// <summary>Makes a diagnostic with what its code fix has to know.</summary>
internal static class Mistake
{
    public static Diagnostic Create(DiagnosticDescriptor descriptor, Location location, (string Key, string Value) fix, params object?[] arguments) =>
        Diagnostic.Create(descriptor, location, ImmutableDictionary<string, string?>.Empty.Add(fix.Key, fix.Value), arguments);

    public static Diagnostic Create(
        DiagnosticDescriptor descriptor, Location location, (string Key, string Value) fix, (string Key, string Value) other, params object?[] arguments) =>
        Diagnostic.Create(descriptor, location, ImmutableDictionary<string, string?>.Empty.Add(fix.Key, fix.Value).Add(other.Key, other.Value), arguments);
}
