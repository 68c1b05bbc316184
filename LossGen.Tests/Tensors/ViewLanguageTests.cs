using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Tensors;

/// <summary>What the compiler of the oldest .NET that LossGen supports makes of views.</summary>
public sealed class ViewLanguageTests
{
    [Fact]
    public void A_program_makes_converts_and_returns_views() => GeneratorHarness.Run("""
        using System.Numerics.Tensors;

        public static class Program
        {
            public static ReadOnlyTensorView<float> Channel(ReadOnlyTensorView<float> image, int channel) => image.Select(2, channel);

            public static TensorView<float> Boxes(Span<float> memory)
            {
                TensorView<float> view = new(memory, [memory.Length / 4, 4]);
                view[0, 1] = view.Slice(0, 0, 1)[0, 2];
                return view;
            }

            public static float Sum(float[] array, Span<float> span, ReadOnlySpan<float> readOnly, TensorSpan<float> tensor, ReadOnlyTensorSpan<float> readOnlyTensor) =>
                First(array) + First(span) + First(readOnly) + First(tensor) + First(readOnlyTensor) + First(Boxes(array)) + First(new ReadOnlyTensorView<float>(array, [2, 3], [3, 1]));

            public static TensorSpan<float> Tensor(TensorView<float> view) => view;

            public static unsafe TensorView<byte> Native(byte* memory, nint length) => new(memory, [length], [1]);

            private static float First(ReadOnlyTensorView<float> view) => view.FlattenedLength == 0 ? 0 : view[new nint[view.Rank]];
        }
        """);

    [Theory]
    [InlineData("Span<float> memory = stackalloc float[4]; return new(memory, [4]);")]
    [InlineData("Span<float> memory = stackalloc float[4]; TensorView<float> view = new(memory, [2, 2]); return view.Transpose(0, 1).Slice(0, 0, 1).Reshape([2]);")]
    [InlineData("Span<float> memory = stackalloc float[4]; TensorView<float> view = memory; System.Numerics.Tensors.TensorSpan<float> tensor = view; return tensor;")]
    public void A_view_does_not_outlive_its_memory(string body)
    {
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile($$"""
            public static class Program
            {
                public static TensorView<float> Escaped()
                {
                    {{body}}
                }
            }
            """));
        Assert.Contains(run.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is "CS8352" or "CS8347");
    }
}
