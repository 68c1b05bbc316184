namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for what a kernel method is and where it stands.</summary>
public class DeclarationRulesTests
{
    private const string Parameters = "(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)";

    private const string NotPartial =
        "'Losses.Focal' is not a partial method. [FocalLoss] writes the body of one: declare it 'partial' and without a body, in a partial type.";

    private const string AlreadyImplemented = "'Losses.Focal' is implemented already. Delete the body (or 'extern'): [FocalLoss] writes it.";

    [Fact]
    public void A_method_is_partial()
    {
        DiagnosticsTest.Verify($"partial class Losses {{ [FocalLoss] public static float {{|LG0001:Focal|}}{Parameters} => 0; }}", [NotPartial]);
        DiagnosticsTest.Verify($"partial class Losses {{ [FocalLoss] public static float {{|LG0001:Focal|}}{Parameters}; }}", [NotPartial], "CS0501");
        DiagnosticsTest.Verify($"abstract partial class Losses {{ [FocalLoss] public abstract float {{|LG0001:Focal|}}{Parameters}; }}", [NotPartial]);
    }

    [Fact]
    public void What_cannot_be_partial_is_no_kernel_method()
    {
        DiagnosticsTest.Verify(
            "class Losses { static void M() { F(); [{|LG0001:FocalLoss|}] static void F() { } } }",
            [NotPartial.Replace("Losses.Focal", "F", StringComparison.Ordinal)]);
        DiagnosticsTest.Verify(
            "class Losses { Action f = [{|LG0001:FocalLoss|}] () => { }; }",
            [NotPartial.Replace("Losses.Focal", "lambda expression", StringComparison.Ordinal)]);
        DiagnosticsTest.Verify(
            "class Losses { float X { [{|LG0001:FocalLoss|}] get; } }",
            [NotPartial.Replace("Losses.Focal", "Losses.X.get", StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("void")]
    [InlineData("float")]
    public void A_method_has_an_access_modifier(string returnType) => DiagnosticsTest.Verify(
        $"partial class Losses {{ [FocalLoss] static partial {returnType} {{|LG0002:Focal|}}(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses); }}",
        ["'Losses.Focal' has no access modifier, and C# may silently remove the calls of such a partial method. Write 'private', or a wider one, in front."],
        returnType == "void" ? [] : ["CS8796"]);

    [Fact]
    public void A_method_has_no_body()
    {
        DiagnosticsTest.Verify(
            $"partial class Losses {{ [FocalLoss] public static partial float {{|LG0003:Focal|}}{Parameters} => 0; }}",
            [AlreadyImplemented], "CS0759");
        DiagnosticsTest.Verify(
            $$"""
            partial class Losses
            {
                [FocalLoss] public static partial float Focal{{Parameters}};
                public static partial float {|LG0003:Focal|}{{Parameters}} => 0;
            }
            """,
            [AlreadyImplemented]);
        DiagnosticsTest.Verify(
            $$"""
            partial class Losses
            {
                public static partial float Focal{{Parameters}};
                [FocalLoss] public static partial float {|LG0003:Focal|}{{Parameters}} => 0;
            }
            """,
            [AlreadyImplemented]);
        DiagnosticsTest.Verify(
            $"partial class Losses {{ [FocalLoss] public static extern partial float {{|LG0003:Focal|}}{Parameters}; }}",
            [AlreadyImplemented], "CS0759");
    }

    [Fact]
    public void Containing_types_are_partial()
    {
        DiagnosticsTest.Verify(
            $"class {{|LG0004:Losses|}} {{ [FocalLoss] public static partial float Focal{Parameters}; }}",
            ["'Losses' holds a kernel method but is not partial. Declare it 'partial'."],
            "CS0260");
        DiagnosticsTest.Verify(
            $"class {{|LG0004:Outer|}} {{ partial class Losses {{ [FocalLoss] public static partial float Focal{Parameters}; }} }}",
            ["'Outer' holds a kernel method but is not partial. Declare it 'partial'."],
            "CS0260");
    }

    [Fact]
    public void Containing_types_are_not_generic() => DiagnosticsTest.Verify(
        $"interface Any; partial class {{|LG0004:Outer|}}<T> where T : Any {{ partial interface {{|LG0004:Losses|}}<in U> {{ [FocalLoss] public static partial float Focal{Parameters}; }} }}",
        [
            "'Outer<T>' holds a kernel method but is generic. Move the method to a type without type parameters.",
            "'Outer<T>.Losses<U>' holds a kernel method but is generic. Move the method to a type without type parameters.",
        ]);

    [Fact]
    public void Containing_types_are_not_file_local() => DiagnosticsTest.Verify(
        $"file partial class {{|LG0004:Losses|}} {{ [FocalLoss] public static partial float Focal{Parameters}; }}",
        ["'Losses' holds a kernel method but is file-local. Remove 'file'."],
        "CS8795");

    [Fact]
    public void A_mistake_of_a_type_is_reported_once() => DiagnosticsTest.Verify(
        $"partial class {{|LG0004:Losses|}}<T> {{ [FocalLoss] public static partial float A{Parameters}; [FocalLoss] public static partial float B{Parameters}; }}",
        ["'Losses<T>' holds a kernel method but is generic. Move the method to a type without type parameters."]);

    [Theory]
    [InlineData("")]
    [InlineData(" where T : class, System.IComparable<T?>, new()")]
    public void A_method_is_not_generic(string constraints) => DiagnosticsTest.Verify(
        $"partial class Losses {{ [FocalLoss] public static partial T Focal{{|LG0005:<T>|}}(ReadOnlySpan<T> logits, ReadOnlySpan<float> targets){constraints}; }}",
        ["'Losses.Focal' is generic. Remove the type parameters and write the types that [FocalLoss] takes, such as 'ReadOnlySpan<float>'."]);

    [Fact]
    public void A_method_has_one_loss_attribute()
    {
        GeneratorRun run = DiagnosticsTest.Verify(
            "partial class Losses { [FocalLoss(Gamma = 1), {|LG0014:GIoU|}][{|LG0014:CrossEntropy(Classes = 2)|}] public static partial float Focal(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); }",
            [
                "'Losses.Focal' has [FocalLoss] already. Remove [GIoU], and declare a second method for it.",
                "'Losses.Focal' has [FocalLoss] already. Remove [CrossEntropy], and declare a second method for it.",
            ]);

        Assert.Single(run.Sources);
    }

    [Fact]
    public void The_same_attribute_twice_is_the_compilers_error() => DiagnosticsTest.Verify(
        $"partial class Losses {{ [FocalLoss, FocalLoss(Gamma = 1)] public static partial float Focal{Parameters}; }}", [], "CS0579");
}
