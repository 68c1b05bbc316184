using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for the project in which a kernel method stands.</summary>
public class ProjectRulesTests
{
    public const string Program = "static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient); }";

    [Theory]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public void The_language_is_new_enough(LanguageVersion version, string name)
    {
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(new CSharpParseOptions(version), Program));

        Diagnostic mistake = Assert.Single(run.Diagnostics);
        Assert.Equal($"The kernel of 'Losses.Focal' is written in C# 11, and the project in C# {name}. Write '<LangVersion>latest</LangVersion>', or remove the property.", mistake.GetMessage(null));
        Assert.Equal("FocalLoss", Marked(mistake));
        Assert.Empty(run.CompilerDiagnostics);      // the body throws
    }

    /// <summary>What the generated files are written in, for every form of kernel.</summary>
    [Theory]
    [InlineData("[FocalLoss] public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<bool> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient);")]
    [InlineData("[CIoU(Accumulate = true)] public static partial double F(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, Span<double> gradient, Span<double> targetGradient, double scale, double normalizer);")]
    [InlineData("[CrossEntropy(Classes = 80)] public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);")]
    [InlineData("[CrossEntropy] public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);")]
    [InlineData("[YoloV3Loss(Stride = 8, Anchors = new double[] { 1, 2 })] public static partial YoloLoss F(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);")]
    [InlineData("[RetinaNetFocalLoss] public static partial float F(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<sbyte> anchorStates, Span<float> gradient);")]
    public void The_oldest_language_that_is_new_enough(string method)
    {
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(new CSharpParseOptions(LanguageVersion.CSharp11), $"static partial class Losses {{ {method} }}"));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Single(run.Kernels);
    }

    /// <summary>.NET 8 has a Vector512 without the multiplication that the kernels need; a .NET of before has none.</summary>
    [Theory]
    [InlineData("namespace System.Runtime.Intrinsics { public static class Vector512 { } }")]
    [InlineData("")]
    public void The_framework_is_new_enough(string vectors)
    {
        CSharpCompilation program = GeneratorHarness.Compile(Program);
        GeneratorRun run = GeneratorHarness.Run(program.WithReferences(OldFramework(vectors)));

        Diagnostic mistake = Assert.Single(run.Diagnostics);
        Assert.Equal(
            "The kernel of 'Losses.Focal' needs the vectors of .NET 9, which the project's target framework does not have. Write '<TargetFramework>net9.0</TargetFramework>', or a later one.",
            mistake.GetMessage(null));
        Assert.Equal("FocalLoss", Marked(mistake));
        Assert.Empty(run.CompilerDiagnostics);
    }

    /// <summary>As much of an old framework, and of a runtime library for it, as the program names.</summary>
    public static IEnumerable<MetadataReference> OldFramework(string vectors)
    {
        CSharpCompilation core = CSharpCompilation.Create(
            "OldFramework",
            [CSharpSyntaxTree.ParseText($$"""
                namespace System
                {
                    public class Object { }
                    public class String { }
                    public class Attribute { }
                    public class Type { }
                    public class Array { }
                    public class Exception { public Exception(string message) { } }
                    public class NotSupportedException : Exception { public NotSupportedException(string message) : base(message) { } }
                    public abstract class ValueType { }
                    public abstract class Enum : ValueType { }
                    public struct Void { }
                    public struct Boolean { }
                    public struct Byte { }
                    public struct Int32 { }
                    public struct Single { }
                    public struct Double { }
                    public struct Nullable<T> where T : struct { }
                    public ref struct Span<T> { }
                    public ref struct ReadOnlySpan<T> { }
                    public enum AttributeTargets { All = 32767 }
                    public class AttributeUsageAttribute : Attribute { public AttributeUsageAttribute(AttributeTargets on) { } public bool AllowMultiple { get; set; } public bool Inherited { get; set; } }
                    public class ObsoleteAttribute : Attribute { public ObsoleteAttribute(string message, bool error) { } }
                }

                namespace System.Runtime.CompilerServices
                {
                    public class IsByRefLikeAttribute : Attribute { }
                    public class CompilerFeatureRequiredAttribute : Attribute { public CompilerFeatureRequiredAttribute(string name) { } }
                }

                namespace LossGen { public class FocalLossAttribute : System.Attribute { } }

                {{vectors}}
                """, new CSharpParseOptions(LanguageVersion.CSharp13), cancellationToken: TestContext.Current.CancellationToken)],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(core.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        return [core.ToMetadataReference()];
    }

    private static string Marked(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
