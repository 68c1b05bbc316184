using LossGen.Generator.Diagnostics;
using LossGen.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Emit;

/// <summary>Keeps a mistake of the generator's own to the method that shows it: all others get their kernels.</summary>
internal static class FaultIsolation
{
    /// <summary>The file of a kernel; or where writing it fails, one of a body that throws, and a diagnostic that says why.</summary>
    public static string Write(KernelSpec spec, EmitOptions options, KernelCache cache, Action<Diagnostic> report)
    {
        try
        {
            return cache.Write(spec, options);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A spec has no location: it would change with every line that is written above the method.
            Diagnostic fault = Diagnostic.Create(
                DiagnosticDescriptors.GeneratorFault, Location.None, spec.Method.DisplayName, spec.AttributeText, e.GetType().Name + ": " + e.Message.Split('\r', '\n')[0]);
            report(fault);
            return BrokenMethodFile.Write(new(fault.Id + ": " + fault.GetMessage(CultureInfo.InvariantCulture), spec.Method));
        }
    }
}
