using System.Globalization;
using LossGen.Generator.Emit;
using LossGen.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Generator;

/// <summary>A fault of the generator's own stays with its method.</summary>
public class FaultIsolationTests
{
    [Fact]
    public void A_kernel_that_cannot_be_written_becomes_a_diagnostic_and_a_body_that_throws()
    {
        KernelSpec spec = GeneratorHarness.Run("static partial class Losses { [FocalLoss(Gamma = 2)] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }").Kernels.Single();
        List<Diagnostic> faults = [];

        string file = FaultIsolation.Write(spec with { Loss = "NoSuchLoss" }, new EmitOptions(DumpIr: false), new KernelCache(), faults.Add);

        Diagnostic fault = Assert.Single(faults);
        Assert.Equal("LG0024", fault.Id);
        Assert.All(["'Losses.Focal'", "[FocalLoss(Gamma = 2)]", "InvalidOperationException"], word => Assert.Contains(word, fault.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.Contains("throw new global::System.NotSupportedException(\"LG0024: ", file, StringComparison.Ordinal);
        Assert.Contains("public static partial float Focal(", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_other_kernel_is_written_as_it_is()
    {
        KernelSpec spec = GeneratorHarness.Run("static partial class Losses { [GIoU] public static partial float Boxes(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); }").Kernels.Single();

        Assert.Equal(KernelFile.Write(spec, new EmitOptions(DumpIr: false)), FaultIsolation.Write(spec, new EmitOptions(DumpIr: false), new KernelCache(), fault => Assert.Fail(fault.GetMessage(CultureInfo.InvariantCulture))));
    }
}
