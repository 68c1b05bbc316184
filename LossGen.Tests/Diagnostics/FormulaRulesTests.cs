namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for formulas of users: what is not understood is marked where it stands, with what to write instead.</summary>
public class FormulaRulesTests
{
    [Theory]
    [InlineData("=> prediction - target;")]
    [InlineData("{ float d = prediction - target; d *= d; if (d > 4) { d = 2 * MathF.Sqrt(d); } else d++; return d / 2; }")]
    [InlineData("=> (prediction - target) switch { > 1 => 2 * (prediction - target) - 1, < -1 => -2 * (prediction - target) - 1, var d => d * d };")]
    [InlineData("{ if (prediction is > 0 and < 1 || target == 0) return Half(prediction); return Half(0) + Half(prediction); } static float Half(float x) => x * Scale; const float Scale = 0.5f;")]
    [InlineData("=> (float)Math.Log(Math.Exp(prediction) + 1.0) * (1 - target) / (4 / 2);")]
    public void What_is_understood_compiles(string body) => Verify(body);

    [Theory]
    [InlineData("{ float s = 0; {|LG0027:for (int i = 0; i < 3; i++) s += prediction;|} return s; }", "a formula has no loops. Write its terms out, or sum over the classes of a row with [RowLoss] and 'Sum'.")]
    [InlineData("{ {|LG0027:while (prediction > 1) prediction /= 2;|} return prediction; }", "a formula has no loops. Write its terms out, or sum over the classes of a row with [RowLoss] and 'Sum'.")]
    [InlineData("=> {|LG0027:new float[] { prediction }[0]|} + target;", "a formula has no arrays. Keep each number in a local variable, or take a row with [RowLoss].")]
    [InlineData("{ float[] all = {|LG0027:new float[] { prediction }|}; return prediction; }", "a formula makes nothing but numbers. Keep each number in a local variable.")]
    [InlineData("=> prediction + {|LG0027:Scale|}; static float Scale = 2;", "'Scale' may change, and the kernel is compiled once. Declare it 'const', or make it a parameter of the formula and of the kernel.")]
    [InlineData("=> prediction * ({|LG0027:1 / 2|});", "a division of whole numbers drops the fraction. Make one of them a real number, as in '1f / 2'.")]
    [InlineData("=> prediction <= 0 ? 1 : prediction * {|LG0027:F(prediction - 1, target)|};", "'F' calls itself, and a kernel has no calls. Write it out.")]
    [InlineData("=> {|LG0027:(int)prediction|} - target;", "a kernel computes with real numbers. Write 'MathF.Truncate' in place of the conversion.")]
    [InlineData("=> {|LG0027:MathF.IEEERemainder(prediction, target)|};", "kernels have no remainder. Write 'x - y * MathF.Round(x / y)'.")]
    [InlineData("=> {|LG0027:MathF.BitDecrement(prediction)|};", null)]
    [InlineData("{ {|LG0027:var (a, b) = H(prediction)|}; return a + b; } static (float A, float B) H(float x) => (x, x);", "a formula and what it calls give one number each. Write a method for each of the numbers.")]
    [InlineData("=> {|LG0027:H(prediction).A|} + target; static (float A, float B) H(float x) => (x, x);", null)]
    [InlineData("{ float a = prediction, b = target; {|LG0027:(a, b) = (b, a)|}; return a - 2 * b; }", "a formula assigns to one variable in a statement. Write the assignments one after the other.")]
    [InlineData("=> prediction + {|LG0027:Ready|}; static readonly float Ready = 2;", "'Ready' has its value when the program runs, and the kernel is compiled before. Declare it 'const', or make it a parameter of the formula and of the kernel.")]
    [InlineData("{ var r = {|LG0027:H(prediction)|}; return r.A + r.B; } static (float A, float B) H(float x) => (x, x);", "'H' returns several numbers, and what a formula calls gives one. Write a method for each of the numbers.")]
    [InlineData("{ {|LG0027:goto end;|} end: return prediction; }", "a formula has no jumps. Write 'if' and 'return'.")]
    [InlineData("=> {|LG0027:prediction % target|};", "kernels have no remainder. Write 'x - y * MathF.Truncate(x / y)'.")]
    [InlineData("=> prediction > 0 ? target : {|LG0027:throw new Exception()|};", "a formula has a value for all numbers. Return one, such as 'float.NaN'.")]
    [InlineData("{ {|LG0027:try { return prediction; } finally { }|} }", "nothing in a formula throws. Write what is in it without 'try'.")]
    [InlineData("{ {|LG0027:switch (prediction) { case > 0: return 1; default: return target; }|} }", "a switch statement is not read. Write a switch expression, or 'if'.")]
    [InlineData("{ {|LG0027:float Half(float x) => x / 2;|} return prediction - target; }", "a function inside a formula is not read. Make it a static method beside the formula.")]
    [InlineData("=> {|LG0027:prediction = target|};", "a formula assigns to its own variables, one in a statement, and a lambda to none outside. Assign to a local variable, in a statement of its own.")]
    [InlineData("{ ref float {|LG0027:d = ref prediction|}; return d; }", "a variable of a formula is no reference. Declare it without 'ref'.")]
    [InlineData("=> prediction + {|LG0027:Environment.TickCount|};", "'TickCount' may change, and the kernel is compiled once. Make it a constant, or a parameter of the formula and of the kernel.")]
    [InlineData("=> {|LG0027:float.Parse(\"1\")|} * prediction;", null)]
    [InlineData("=> prediction - (float){|LG0027:(decimal)target|};", "there is no 'decimal' in a kernel. Compute with 'float' or 'double'.")]
    [InlineData("=> {|LG0027:System.Numerics.Vector2.Distance(default, default)|} + prediction;", null)]
    public void What_is_not_is_marked_where_it_stands(string body, string? message)
    {
        Markup program = Markup.Parse(Program(body));
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(program.Source));
        Microsoft.CodeAnalysis.Diagnostic mistake = run.Diagnostics.First();

        (string id, Microsoft.CodeAnalysis.Text.TextSpan span) = Assert.Single(program.Expected);
        Assert.Equal(id, mistake.Id);
        Assert.Equal(program.Source[span.Start..span.End], mistake.Location.SourceTree!.ToString()[mistake.Location.SourceSpan.Start..mistake.Location.SourceSpan.End]);
        if (message is not null)
        {
            Assert.Equal("This is no part of a formula ('F'): " + message, mistake.GetMessage(null));
        }
    }

    [Theory]
    [InlineData("static float {|LG0026:F|}(float prediction) => prediction;", "takes no target. Let it take 'float prediction', then 'float target' or 'bool target'.")]
    [InlineData("static float F(float prediction, ref float {|LG0026:target|}) => prediction;", "takes 'target' of type 'ref float'. Take it by value: 'float target' or 'bool target'.")]
    [InlineData("static float F(double {|LG0026:prediction|}, float target) => target;", "takes 'prediction' of type 'double', and 'Losses.M' computes with 'float'. Write 'float prediction'.")]
    [InlineData("static float F(float {|LG0026:target|}, float prediction) => target;", "takes 'target' before 'prediction'. Write the prediction first: which is which, their order says.")]
    [InlineData("static float F(float prediction, float target, out float {|LG0026:d|}) => d = prediction;", "takes 'd' of type 'out float'. Remove it, and write a formula of its own for what it gives.")]
    [InlineData("static float F(float prediction, float target, string {|LG0026:mode|}) => target;", "takes 'mode' of type 'string'. Write a formula for each case, or take 'float'.")]
    [InlineData("static int {|LG0026:F|}(float prediction, float target) => 1;", "returns 'int'. Return 'float'.")]
    [InlineData("static float {|LG0026:F|}<T>(float prediction, float target) => prediction;", "is generic. Write it for 'float'.")]
    [InlineData("static float {|LG0026:F|}(float prediction, float target) => 1;", "uses neither prediction nor target. Use them.")]
    public void A_formula_has_the_right_shape(string formula, string message) => DiagnosticsTest.Verify(
        $"static partial class Losses {{ [ElementwiseLoss(\"F\")] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); {formula} }}",
        ["'F' is no formula of [ElementwiseLoss]: it " + message]);

    [Theory]
    [InlineData("{ float s = 0; return x.Sum(i => { {|LG0027:s += x[i]|}; return s; }); }", "a formula assigns to its own variables, one in a statement, and a lambda to none outside. Assign to a local variable, in a statement of its own.")]
    [InlineData("=> x.Sum(i => x[i] * x.Sum(j => {|LG0027:x[j] * x[i]|}));", null)]
    [InlineData("=> x.Sum(i => {|LG0027:x.Sum(j => x[i])|});", "this lambda does not use its own class, but that of the lambda around it. Take it out of the outer one.")]
    [InlineData("=> x.LogSumExp() - {|LG0027:x[0]|};", "a kernel looks up the class of its lambda or the row's label. Index with one of these.")]
    [InlineData("=> x.LogSumExp() - {|LG0027:(float)label|};", "a class index is no number to compute with. Compare it with '==', or look up a value at it.")]
    [InlineData("=> x.Sum({|LG0027:Term|}) + x[label]; static float Term(int i) => i;", "what is summed over the classes is not said here. Write a lambda, such as 'i => prediction[i]'.")]
    public void A_row_is_summed_class_by_class(string body, string? message)
    {
        Markup program = Markup.Parse($"static partial class Losses {{ [RowLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets); static float F(Row<float> x, int label) {body} }}");
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(program.Source));
        Microsoft.CodeAnalysis.Diagnostic mistake = run.Diagnostics.First();

        Assert.Equal(program.Source[program.Expected[0].Span.Start..program.Expected[0].Span.End], mistake.Location.SourceTree!.ToString()[mistake.Location.SourceSpan.Start..mistake.Location.SourceSpan.End]);
        Assert.True(message is null || mistake.GetMessage(null) == "This is no part of a formula ('F'): " + message, mistake.GetMessage(null));
    }

    [Fact]
    public void A_formula_that_is_not_there_is_told_with_those_that_are() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss({|LG0025:"G"|})] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
            static float F(float prediction, float target) => prediction - target;
        }
        """,
        ["There is no formula 'G' in 'Losses'. Write nameof(F)."]);

    [Fact]
    public void A_renamed_formula_is_told_beside_the_compilers_error() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss({|LG0025:nameof(G)|})] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
            static float F(float prediction, float target) => prediction - target;
        }
        """,
        ["There is no formula 'G' in 'Losses'. Write nameof(F)."],
        "CS0103");

    [Fact]
    public void A_formula_of_another_type_is_named_with_its_type() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss({|LG0025:nameof(Others.F)|})] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
        }

        static class Others
        {
            public static float F(float prediction, float target) => prediction - target;
        }
        """,
        ["There is no formula 'F' in 'Losses'. Name its type first: [ElementwiseLoss(typeof(Others), nameof(Others.F))]."]);

    [Fact]
    public void The_prediction_is_called_as_the_formula_calls_it() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> {|LG0006:cosines|}, ReadOnlySpan<float> targets);
            static float F(float cosine, float target) => cosine - target;
        }
        """,
        ["Parameter 'cosines' of 'Losses.M' has no role. [ElementwiseLoss] takes: logits, probabilities, predictions, targets, weights, normalizer, scale; and writes: losses, gradient, targetGradient. Rename it to 'cosine', as the formula 'F' has it, or to 'predictions'."]);

    [Theory]
    [InlineData("grad", "Rename it to 'gradient', 'losses' or 'targetGradient'; derivatives by what the formula 'F' takes are 'predictionGradient', 'targetGradient' or 'sigmaGradient'")]
    [InlineData("xGradient", "Rename it to 'losses', 'gradient' or 'targetGradient'; derivatives by what the formula 'F' takes are 'predictionGradient', 'targetGradient' or 'sigmaGradient'")]
    public void An_output_of_another_name_is_a_mistake_with_advice(string name, string advice) => DiagnosticsTest.Verify(
        $$"""
        static partial class Losses
        {
            [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float sigma, Span<float> {|LG0006:{{name}}|});
            static float F(float prediction, float target, float sigma) => sigma * prediction - target;
        }
        """,
        [$"Parameter '{name}' of 'Losses.M' has no role. [ElementwiseLoss] takes: logits, probabilities, predictions, targets, weights, normalizer, scale; and writes: losses, gradient, targetGradient. {advice}."]);

    [Fact]
    public void What_is_differentiated_by_is_a_parameter() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss(nameof(F))] public static partial float {|LG0028:M|}(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> tGradient);
            static float F(float prediction, float target, float t = 1) => t * prediction - target;
        }
        """,
        ["'t' of the formula 'F' has no counterpart in 'Losses.M'. Add 'float t' for one number a call or 'ReadOnlySpan<float> t' for one an item, or remove 'tGradient'."]);

    [Fact]
    public void A_formula_of_a_class_takes_class_indices() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [RowLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> logits, {|LG0009:ReadOnlySpan<float>|} targets);
            static float F(Row<float> logits, int label) => logits.LogSumExp() - logits[label];
        }
        """,
        ["Parameter 'targets' of 'Losses.M' is of type 'ReadOnlySpan<float>'. Write 'ReadOnlySpan<int>' or 'ReadOnlySpan<long>'."]);

    [Fact]
    public void A_derivative_has_the_name_of_what_it_is_by() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> sigma, Span<float> {|LG0006:sigmGradient|});
            static float F(float prediction, float target, float sigma) => sigma * prediction - target;
        }
        """,
        ["Parameter 'sigmGradient' of 'Losses.M' has no role. [ElementwiseLoss] takes: logits, probabilities, predictions, targets, weights, normalizer, scale; and writes: losses, gradient, targetGradient. Rename it to 'sigmaGradient', as the formula 'F' has it."]);

    [Fact]
    public void What_the_formula_takes_the_kernel_takes() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss(nameof(F))] public static partial float {|LG0028:M|}(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float b);
            static float F(float prediction, float target, float a, float b, float c = 2) => a * prediction - b * target + c;
        }
        """,
        ["'a' of the formula 'F' has no counterpart in 'Losses.M'. Add 'float a' for one number a call or 'ReadOnlySpan<float> a' for one an item, or give it a default value."]);

    [Theory]
    [InlineData("detla", "Rename it to 'delta', as the formula 'F' has it")]
    [InlineData("gamma", "Give the formula 'F' a parameter of that name, or remove it")]
    public void What_the_formula_does_not_take_is_no_role(string name, string advice) => DiagnosticsTest.Verify(
        $$"""
        static partial class Losses
        {
            [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float {|LG0006:{{name}}|});
            static float F(float prediction, float target, float delta = 1) => delta * (prediction - target);
        }
        """,
        [$"Parameter '{name}' of 'Losses.M' has no role. [ElementwiseLoss] takes: logits, probabilities, predictions, targets, weights, normalizer, scale; and writes: losses, gradient, targetGradient. {advice}."]);

    [Fact]
    public void A_mistake_in_a_formula_of_several_kernels_is_told_once() => DiagnosticsTest.Verify(
        """
        static partial class Losses
        {
            [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
            [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
            static float F(float prediction, float target) => {|LG0027:prediction % target|};
        }
        """,
        ["This is no part of a formula ('F'): kernels have no remainder. Write 'x - y * MathF.Truncate(x / y)'."]);

    [Theory]
    [InlineData("static float {|LG0029:F|}(float prediction, float target) => MathF.Round(prediction) * target;", "The derivative of 'F' by 'prediction' is 0 everywhere: 'gradient' will be written with nothing to learn from. Use 'prediction' outside of comparisons, Round, Sign and the like, or remove 'gradient'.")]
    [InlineData("static float {|LG0029:F|}(float prediction, float target) => target;", "The derivative of 'F' by 'prediction' is 0 everywhere: 'gradient' will be written with nothing to learn from. Use 'prediction' outside of comparisons, Round, Sign and the like, or remove 'gradient'.")]
    [InlineData("static float {|LG0030:F|}(float prediction, float target) => prediction > 1 ? prediction : -prediction;", "'F' jumps from -1 to 1 at prediction = 1, target = {0}")]
    public void What_is_likely_not_meant_is_a_warning(string formula, string message)
    {
        Markup program = Markup.Parse($"static partial class Losses {{ [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient); {formula} }}");
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(program.Source));

        Microsoft.CodeAnalysis.Diagnostic warning = Assert.Single(run.Diagnostics);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, warning.Severity);
        Assert.Equal(program.Expected[0].Id, warning.Id);
        Assert.StartsWith(message.Split("{0}")[0], warning.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Single(run.Kernels);
    }

    [Theory]
    [InlineData("float d = MathF.Abs(prediction - target); return d < 1 ? d * d / 2 : d - 0.5f;")]
    [InlineData("float p = Formula.Sigmoid(prediction); return target == 1 ? -MathF.Log(p) : 5 - MathF.Log(1 - p);")]
    [InlineData("float d = MathF.Abs(prediction - target); return d < 10 ? 10 * MathF.Log(1 + d / 2) : d - (10 - 10 * MathF.Log(1 + 10f / 2));")]
    public void What_meets_does_not_jump(string body) => GeneratorHarness.Run(
        $"static partial class Losses {{ [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient); static float F(float prediction, float target) {{ {body} }} }}");

    private static void Verify(string body) => DiagnosticsTest.Verify(Program(body), []);

    private static string Program(string body) =>
        $"static partial class Losses {{ [ElementwiseLoss(nameof(F))] public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); static float F(float prediction, float target) {body} }}";
}
