namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for a kernel method's parameters and return type.</summary>
public class SignatureRulesTests
{
    [Theory]
    [InlineData("ReadOnlySpan<float> {|LG0006:predicted|}, ReadOnlySpan<float> targets", "Rename it to 'logits'")]
    [InlineData("ReadOnlySpan<float> {|LG0006:Logits|}, ReadOnlySpan<float> targets", "Rename it to 'logits'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> {|LG0006:labels|}", "Rename it to 'targets'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> {|LG0006:mask|}", "Rename it to 'weights'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> {|LG0006:output|}", "Rename it to 'losses' or 'gradient'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> {|LG0006:output|}", "Rename it to 'gradient'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float {|LG0006:factor|}", "Rename it to 'normalizer' or 'scale'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> {|LG0006:grad|}", "Rename it to 'gradient' or 'losses'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float {|LG0006:scaleOfLoss|}", "Rename it to 'scale' or 'normalizer'")]
    [InlineData("ReadOnlySpan<float> {|LG0006:prob|}, ReadOnlySpan<float> targets", "Rename it to 'probabilities'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, System.Collections.Generic.List<float> {|LG0006:history|}", "Remove it")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, string {|LG0006:name|}", "Remove it")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float[] {|LG0006:mask|}", "Rename it to 'weights'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float {|LG0006:gamma|}", "Remove it, and write [FocalLoss(Gamma = ...)]: it is a constant of the attribute")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, bool {|LG0006:parallel|}", "Remove it, and write [FocalLoss(Parallel = ...)]: it is a constant of the attribute")]
    public void A_parameters_name_is_its_role(string parameters, string advice)
    {
        string name = parameters.Split("LG0006:")[1].Split("|}")[0];
        Verify(parameters, $"Parameter '{name}' of 'Losses.Focal' has no role. [FocalLoss] takes: logits, probabilities, targets, weights, normalizer, scale; and writes: losses, gradient. {advice}.");
    }

    [Fact]
    public void Two_wrong_names_are_two_mistakes() => Verify(
        "ReadOnlySpan<float> {|LG0006:predicted|}, ReadOnlySpan<float> {|LG0006:truth|}",
        "Parameter 'predicted' of 'Losses.Focal' has no role. [FocalLoss] takes: logits, probabilities, targets, weights, normalizer, scale; and writes: losses, gradient. Rename it to 'logits'.",
        "Parameter 'truth' of 'Losses.Focal' has no role. [FocalLoss] takes: logits, probabilities, targets, weights, normalizer, scale; and writes: losses, gradient. Rename it to 'targets'.");

    [Theory]
    [InlineData("ReadOnlySpan<float> {|LG0006:target|}, ReadOnlySpan<float> {|LG0006:predicted|}")]
    [InlineData("ReadOnlySpan<float> {|LG0006:truth|}, ReadOnlySpan<float> {|LG0006:logit|}")]
    public void A_name_that_is_like_a_role_goes_before_the_order(string parameters)
    {
        string[] names = [.. parameters.Split("LG0006:").Skip(1).Select(part => part.Split("|}")[0])];
        Verify(parameters, [.. names.Zip((string[])["targets", "logits"], (name, role) =>
            $"Parameter '{name}' of 'Losses.Focal' has no role. [FocalLoss] takes: logits, probabilities, targets, weights, normalizer, scale; and writes: losses, gradient. Rename it to '{role}'.")]);
    }

    [Fact]
    public void A_name_in_another_style_is_that_role_and_no_other() => Run(
        "static partial class Losses { [CrossEntropy] public static partial float Classify(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> {|LG0006:class_weights|}); }",
        "Parameter 'class_weights' of 'Losses.Classify' has no role. [CrossEntropy] takes: logits, targets, weights, classWeights, normalizer, scale; and writes: losses, gradient. Rename it to 'classWeights'.");

    [Theory]
    [InlineData("RetinaNetFocalLoss", "probabilities", "int", "'ReadOnlySpan<float>', a label from 0 to 1 for each class of each anchor and no class index.")]
    [InlineData("CrossEntropy", "logits", "byte", "'ReadOnlySpan<int>', 'ReadOnlySpan<float>' or 'ReadOnlySpan<long>'.")]
    public void What_looks_like_class_indices_is_told_what_is_meant(string loss, string prediction, string type, string advice) => Run(
        $"static partial class Losses {{ [{loss}] public static partial float Loss(ReadOnlySpan<float> {prediction}, {{|LG0009:ReadOnlySpan<{type}>|}} targets, Span<float> losses); }}",
        $"Parameter 'targets' of 'Losses.Loss' is of type 'ReadOnlySpan<{type}>'. Write {advice}");

    [Fact]
    public void Each_loss_names_its_own_roles() => DiagnosticsTest.Verify(
        "static partial class Losses { [GIoU] public static partial float Giou(ReadOnlySpan<float> {|LG0006:boxes|}, ReadOnlySpan<float> targets); }",
        ["Parameter 'boxes' of 'Losses.Giou' has no role. [GIoU] takes: predictions, targets, weights, normalizer, scale; and writes: losses, gradient, targetGradient. Rename it to 'predictions'."]);

    [Theory]
    [InlineData("{|LG0009:ReadOnlySpan<byte>|}", "is of type 'ReadOnlySpan<byte>'. Write 'ReadOnlySpan<int>', 'ReadOnlySpan<float>' or 'ReadOnlySpan<sbyte>'.")]
    [InlineData("{|LG0009:ReadOnlySpan<long>|}", "is of type 'ReadOnlySpan<long>'. Write 'ReadOnlySpan<int>', 'ReadOnlySpan<float>' or 'ReadOnlySpan<sbyte>'.")]
    [InlineData("{|LG0009:sbyte[]|}", "is of type 'sbyte[]'. Write 'ReadOnlySpan<sbyte>', 'ReadOnlySpan<float>' or 'ReadOnlySpan<int>'.")]
    [InlineData("{|LG0015:ReadOnlySpan<double>|}", "is of type 'ReadOnlySpan<double>', but 'probabilities' of type 'ReadOnlySpan<float>': a kernel has one type of numbers. Write 'ReadOnlySpan<float>', 'ReadOnlySpan<int>' or 'ReadOnlySpan<sbyte>'.")]
    public void States_of_anchors_are_of_few_types(string type, string message) => Run(
        $"static partial class Losses {{ [RetinaNetFocalLoss] public static partial float Anchors(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, {type} anchorStates); }}",
        "Parameter 'anchorStates' of 'Losses.Anchors' " + message);

    [Theory]
    [InlineData("ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets"), InlineData("ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, ReadOnlySpan<sbyte> anchorStates, Span<double> gradient")]
    public void Anchors_show_how_many_classes_they_have(string parameters) =>
        Run($"static partial class Losses {{ [RetinaNetFocalLoss] public static partial {(parameters.Contains("double", StringComparison.Ordinal) ? "double" : "float")} Anchors({parameters}); }}");

    [Fact]
    public void A_loss_has_its_own_roles()
    {
        Verify(
            "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, Span<float> {|LG0017:targetGradient|}",
            "'targetGradient' of 'Losses.Focal' is a role of [IoU], [GIoU], [DIoU], [CIoU], [ElementwiseLoss] and [BoxLoss], not of [FocalLoss], which takes: logits, probabilities, targets, weights, normalizer, scale; and writes: losses, gradient. Remove it.");
        Verify(
            "ReadOnlySpan<float> {|LG0017:predictions|}, ReadOnlySpan<float> targets",
            "'predictions' of 'Losses.Focal' is a role of [IoU], [GIoU], [DIoU], [CIoU], [L1], [MeanSquaredError], [SmoothL1], [Huber], [ElementwiseLoss], [RowLoss] and [BoxLoss], not of [FocalLoss], which takes: logits, probabilities, targets, weights, normalizer, scale; and writes: losses, gradient. Rename it to 'logits'.");
        Run(
            "static partial class Losses { [CrossEntropy] public static partial float Classify(ReadOnlySpan<float> {|LG0017:probabilities|}, ReadOnlySpan<int> targets); }",
            "'probabilities' of 'Losses.Classify' is a role of [FocalLoss], [CategoricalFocalLoss], [BinaryCrossEntropy], [RetinaNetFocalLoss], [ElementwiseLoss] and [RowLoss], not of [CrossEntropy], which takes: logits, targets, weights, classWeights, normalizer, scale; and writes: losses, gradient. Pass the raw scores that they were made of, and name these 'logits'.");
        Verify(
            "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<int> {|LG0017:anchorStates|}",
            "'anchorStates' of 'Losses.Focal' is a role of [RetinaNetFocalLoss], not of [FocalLoss], which takes: logits, probabilities, targets, weights, normalizer, scale; and writes: losses, gradient. Remove it.");
    }

    [Fact]
    public void A_role_attribute_agrees_with_the_name()
    {
        Verify(
            "ReadOnlySpan<float> logits, [{|LG0018:Role(LossRole.Weights)|}] ReadOnlySpan<float> targets",
            "[Role(LossRole.Weights)] contradicts the name of 'targets' of 'Losses.Focal', which is a role as well. Remove the attribute, or rename the parameter to 'weights'.");
        Verify("[Role(LossRole.Logits)] ReadOnlySpan<float> logits, [Role(LossRole.Targets)] ReadOnlySpan<float> labels");
    }

    [Fact]
    public void Prediction_and_targets_are_needed()
    {
        Run(
            "static partial class Losses { [FocalLoss] public static partial float {|LG0007:Focal|}(ReadOnlySpan<float> targets); }",
            "'Losses.Focal' has no parameter 'logits' or 'probabilities', which [FocalLoss] needs. Add 'ReadOnlySpan<float> logits'.");
        Run(
            "static partial class Losses { [CrossEntropy] public static partial float {|LG0007:Classify|}(ReadOnlySpan<float> logits, Span<float> {|LG0006:output|}); }",
            "'Losses.Classify' has no parameter 'targets', which [CrossEntropy] needs. Add 'ReadOnlySpan<int> targets'.",
            "Parameter 'output' of 'Losses.Classify' has no role. [CrossEntropy] takes: logits, targets, weights, classWeights, normalizer, scale; and writes: losses, gradient. Rename it to 'losses' or 'gradient'.");
    }

    [Theory]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> {|LG0008:predictions|}, ReadOnlySpan<float> targets", "predictions")]
    [InlineData("ReadOnlySpan<float> {|LG0008:predictions|}, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets", "predictions")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> {|LG0008:probabilities|}, ReadOnlySpan<float> targets", "probabilities")]
    public void There_is_one_prediction(string parameters, string other) =>
        Verify(parameters, $"'logits' and '{other}' of 'Losses.Focal' are both the prediction. Remove '{other}'.");

    [Fact]
    public void There_is_one_parameter_of_each_role() => Verify(
        "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, [Role(LossRole.Weights)] ReadOnlySpan<float> {|LG0008:mask|}",
        "'weights' and 'mask' of 'Losses.Focal' are both 'weights'. Remove 'mask'.");

    [Theory]
    [InlineData("{|LG0009:ReadOnlySpan<decimal>|} logits, ReadOnlySpan<float> targets", "logits", "ReadOnlySpan<decimal>", "'ReadOnlySpan<float>'")]
    [InlineData("{|LG0009:float[]|} logits, ReadOnlySpan<float> targets", "logits", "float[]", "'ReadOnlySpan<float>'")]
    [InlineData("{|LG0009:Span<float>|} logits, ReadOnlySpan<float> targets", "logits", "Span<float>", "'ReadOnlySpan<float>'")]
    [InlineData("{|LG0009:float|} logits, ReadOnlySpan<float> targets", "logits", "float", "'ReadOnlySpan<float>'")]
    [InlineData("{|LG0009:Memory<float>|} logits, ReadOnlySpan<float> targets", "logits", "Memory<float>", "'ReadOnlySpan<float>'")]
    [InlineData("ReadOnlySpan<float> logits, {|LG0009:ReadOnlySpan<int>|} targets", "targets", "ReadOnlySpan<int>", "'ReadOnlySpan<float>', 'ReadOnlySpan<byte>' or 'ReadOnlySpan<bool>'")]
    [InlineData("ReadOnlySpan<float> logits, {|LG0009:byte[]|} targets", "targets", "byte[]", "'ReadOnlySpan<byte>', 'ReadOnlySpan<float>' or 'ReadOnlySpan<bool>'")]
    [InlineData("{|LG0009:ReadOnlySpan<Half>|} logits, ReadOnlySpan<byte> targets", "logits", "ReadOnlySpan<Half>", "'ReadOnlySpan<float>' or 'ReadOnlySpan<double>'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, {|LG0009:System.Memory<double>|} weights", "weights", "Memory<double>", "'ReadOnlySpan<float>'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, {|LG0009:ReadOnlySpan<float>|} gradient", "gradient", "ReadOnlySpan<float>", "'Span<float>'")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, {|LG0009:ReadOnlySpan<float>|} scale", "scale", "ReadOnlySpan<float>", "'float'")]
    public void A_parameters_type_fits_its_role(string parameters, string name, string type, string instead) =>
        Verify(parameters, $"Parameter '{name}' of 'Losses.Focal' is of type '{type}'. Write {instead}.");

    [Fact]
    public void The_prediction_says_what_all_numbers_are()
    {
        Run(
            "static partial class Losses { [FocalLoss] public static partial double Focal(ReadOnlySpan<double> logits, {|LG0015:ReadOnlySpan<float>|} targets, {|LG0015:Span<float>|} gradient, {|LG0015:float|} scale); }",
            "Parameter 'targets' of 'Losses.Focal' is of type 'ReadOnlySpan<float>', but 'logits' of type 'ReadOnlySpan<double>': a kernel has one type of numbers. Write 'ReadOnlySpan<double>', 'ReadOnlySpan<byte>' or 'ReadOnlySpan<bool>'.",
            "Parameter 'gradient' of 'Losses.Focal' is of type 'Span<float>', but 'logits' of type 'ReadOnlySpan<double>': a kernel has one type of numbers. Write 'Span<double>'.",
            "Parameter 'scale' of 'Losses.Focal' is of type 'float', but 'logits' of type 'ReadOnlySpan<double>': a kernel has one type of numbers. Write 'double'.");
        Run(
            "static partial class Losses { [GIoU] public static partial float Giou({|LG0015:ReadOnlySpan<double>|} targets, ReadOnlySpan<float> predictions); }",
            "Parameter 'targets' of 'Losses.Giou' is of type 'ReadOnlySpan<double>', but 'predictions' of type 'ReadOnlySpan<float>': a kernel has one type of numbers. Write 'ReadOnlySpan<float>'.");
        Run(
            "static partial class Losses { [CrossEntropy] public static partial float Classify(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, {|LG0015:ReadOnlySpan<double>|} weights); }",
            "Parameter 'weights' of 'Losses.Classify' is of type 'ReadOnlySpan<double>', but 'logits' of type 'ReadOnlySpan<float>': a kernel has one type of numbers. Write 'ReadOnlySpan<float>'.");
        Run(
            "static partial class Losses { [GIoU] public static partial {|LG0011:float|} Giou(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets); }",
            "'Losses.Giou' returns 'float'. Write 'double' for the reduced loss, or 'void' where 'losses' or 'gradient' is all that is asked for.");
    }

    [Fact]
    public void A_span_of_ones_own_is_no_span() => Run(
        "readonly ref struct Span<T>; static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, {|LG0009:Span<float>|} losses); }",
        "Parameter 'losses' of 'Losses.Focal' is of type 'global::Span<float>'. Write 'Span<float>'.");

    [Theory]
    [InlineData("{|LG0010:ref|} ReadOnlySpan<float> logits, ReadOnlySpan<float> targets", "logits", "ref", "ReadOnlySpan<float>")]
    [InlineData("{|LG0010:in|} ReadOnlySpan<float> logits, ReadOnlySpan<float> targets", "logits", "in", "ReadOnlySpan<float>")]
    [InlineData("{|LG0010:ref readonly|} ReadOnlySpan<float> logits, ReadOnlySpan<float> targets", "logits", "ref readonly", "ReadOnlySpan<float>")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, scoped {|LG0010:ref|} Span<float> losses", "losses", "ref", "Span<float>")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, {|LG0010:out|} Span<float> losses", "losses", "out", "Span<float>")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, {|LG0010:params|} ReadOnlySpan<float> weights", "weights", "params", "ReadOnlySpan<float>")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, {|LG0010:params|} float[] weights", "weights", "params", "ReadOnlySpan<float>")]
    public void Parameters_are_passed_by_value(string parameters, string name, string modifier, string instead) =>
        Verify(parameters, $"Parameter '{name}' of 'Losses.Focal' has the modifier '{modifier}'. Pass '{instead}' by value.");

    [Theory]
    [InlineData("Span<float> gradient {|LG0022:= default|}", "gradient", "Span<float>")]
    [InlineData("ReadOnlySpan<float> weights {|LG0022:= default(ReadOnlySpan<float>)|}", "weights", "ReadOnlySpan<float>")]
    public void Memory_has_no_default(string parameter, string name, string type)
    {
        Verify(
            "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, " + parameter,
            $"Parameter '{name}' of 'Losses.Focal' is a '{type}', whose only default is empty, and a call that leaves it out fails. Remove the default, and declare a second method without the parameter.");
        Verify("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, float scale = 1");
    }

    [Theory]
    [InlineData("double", "double")]
    [InlineData("float?", "float?")]
    [InlineData("ref float", "ref float")]
    [InlineData("ref readonly float", "ref float")]
    [InlineData("(float Loss, string? Name)", "(float Loss, string Name)")]
    [InlineData("System.Threading.Tasks.Task<float>", "Task<float>")]
    public void A_method_returns_the_loss_or_nothing(string type, string name) => Run(
        $"static partial class Losses {{ [FocalLoss] public static partial {{|LG0011:{type}|}} Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }}",
        $"'Losses.Focal' returns '{name}'. Write 'float' for the reduced loss, or 'void' where 'losses' or 'gradient' is all that is asked for.");

    [Fact]
    public void A_method_asks_for_something() => Run(
        "static partial class Losses { [FocalLoss] public static partial {|LG0012:void|} Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }",
        "'Losses.Focal' asks for nothing. Return 'float', or add 'Span<float> losses' or 'Span<float> gradient'.");

    [Fact]
    public void What_the_compiler_reports_is_left_to_it()
    {
        DiagnosticsTest.Verify(
            "static partial class Losses { [FocalLoss] public static partial Missing Focal(ReadOnlySpam<float> logits, ReadOnlySpan<Missing> targets); }",
            [], "CS0246", "CS8795");
        DiagnosticsTest.Verify(
            "static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }",
            [], "CS0100", "CS8795");
    }

    private static void Verify(string parameters, params string[] messages) =>
        Run($"static partial class Losses {{ [FocalLoss] public static partial float Focal({parameters}); }}", messages);

    private static void Run(string markup, params string[] messages) => DiagnosticsTest.Verify(markup, messages);
}
