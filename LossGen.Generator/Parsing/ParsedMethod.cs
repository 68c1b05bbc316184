namespace LossGen.Generator.Parsing;

/// <summary>What became of an attributed method: a kernel to write, or a body that throws, or nothing.</summary>
internal sealed record ParsedMethod(KernelSpec? Kernel, BrokenMethodSpec? Broken)
{
    public static ParsedMethod Nothing { get; } = new(null, null);
}
