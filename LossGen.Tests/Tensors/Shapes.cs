namespace LossGen.Tests.Tensors;

/// <summary>Lengths, strides and indices, which tests write as int and views take as nint.</summary>
internal static class Shapes
{
    public static nint[] Nint(int[] values) => [.. values.Select(value => (nint)value)];
}
