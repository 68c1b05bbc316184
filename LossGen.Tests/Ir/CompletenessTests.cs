using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>Every operation has its row in every table, and a missing row says which it is.</summary>
public class CompletenessTests
{
    /// <summary>Their values are the bits of a format, which a number of the interpreter has not.</summary>
    private static readonly Op[] Bits = [Op.AsInt, Op.AsReal, Op.ShiftLeft, Op.ShiftRight, Op.ShiftRightLogical];

    private static readonly string[] NegativeOperands = ["-1f", "-2f", "-3f"];
    private static readonly string[] OperandNames = ["first", "second", "third"];

    [Fact]
    public void Every_operation_has_its_info()
    {
        Assert.All(Samples.AllOps, op => Assert.NotEmpty(OpInfo.Of(op).Signature));
        Assert.Equal("999 has no row in OpInfo", Assert.Throws<NotSupportedException>(() => OpInfo.Of((Op)999)).Message);
    }

    [Fact]
    public void The_interpreter_computes_every_operation_that_is_not_about_bits()
    {
        Inputs inputs = new Inputs(items: 3, classes: 4).Random(new Random(1));
        Assert.All(Samples.AllOps.Except(Bits), op => Assert.NotEmpty(inputs.Evaluate(Samples.Of(op, inputs))));
        Assert.All(Bits, op => Assert.Contains(op.ToString(), Assert.Throws<NotSupportedException>(() => inputs.Evaluate(Samples.Of(op, inputs))).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_operation_of_formulas_has_its_derivative()
    {
        Inputs inputs = new(items: 3, classes: 4);
        foreach (Op op in Samples.AllOps)
        {
            Expr sample = Samples.Of(op, inputs);
            switch (OpInfo.Of(op).Stratum)
            {
                case Stratum.Formula or Stratum.Both:
                    Assert.Equal(sample.Args.Length, Differentiate.Rule(sample, 1).Length);
                    break;
                case Stratum.Machine:
                    Assert.Contains(op.ToString(), Assert.Throws<NotSupportedException>(() => Differentiate.Rule(sample, 1)).Message, StringComparison.Ordinal);
                    break;
            }
        }
    }

    [Fact]
    public void Lowering_leaves_no_operation_of_formulas()
    {
        Inputs inputs = new(items: 3, classes: 4);
        foreach (Op op in Samples.AllOps.Where(op => OpInfo.Of(op).Stratum is Stratum.Formula or Stratum.Both && OpInfo.Of(op).Result == NodeType.Real))
        {
            Assert.All(FunctionCase.Tables.Values, table => Verifier.Lowered(Lower.Run([new Output(Role.Gradient, 0, Samples.Of(op, inputs))], table)));
        }
    }

    [Fact]
    public void Every_backend_spells_every_machine_operation()
    {
        Inputs inputs = new(items: 3, classes: 4);
        Op[] spelled = [.. Samples.AllOps.Where(op => OpInfo.Of(op).Stratum is Stratum.Both or Stratum.Machine && op is not (Op.SumOver or Op.MaximumOver))];
        foreach (Spelling spelling in Spelling.All.Concat(Spelling.Of(ElementType.Double)))
        {
            foreach (Op op in spelled)
            {
                string text = spelling.Operation(Samples.Of(op, inputs), OperandNames);
                Assert.All(OperandNames.Take(Operands(op)), operand => Assert.Contains(operand, text, StringComparison.Ordinal));
            }

            NotSupportedException missing = Assert.Throws<NotSupportedException>(() => spelling.Operation(Samples.Of(Op.Softmax, inputs), OperandNames));
            Assert.Equal($"Softmax has no row in {spelling.GetType().Name}", missing.Message);
        }
    }

    [Fact]
    public void A_negative_literal_can_stand_in_every_place()
    {
        Inputs inputs = new(items: 3, classes: 4);
        foreach (Op op in Samples.AllOps.Where(op => OpInfo.Of(op).Stratum == Stratum.Machine))
        {
            Assert.DoesNotContain("--", new ScalarSpelling(ElementType.Float).Operation(Samples.Of(op, inputs), NegativeOperands), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_operation_of_formulas_is_printed_as_people_write_it()
    {
        Inputs inputs = new(items: 3, classes: 4);
        foreach (Op op in Samples.AllOps.Where(op => OpInfo.Of(op).Stratum != Stratum.Machine))
        {
            Assert.True(Texts.TryGetValue(op, out string? expected), $"{op} has no row in the texts of this test");
            Assert.Equal(expected, FormulaPrinter.Print(Samples.Of(op, inputs)));
        }
    }

    /// <summary>How the samples read.</summary>
    private static readonly Dictionary<Op, string> Texts = new()
    {
        [Op.Constant] = "0.5",
        [Op.Input] = "x",
        [Op.Count] = "N",
        [Op.Index] = "k",
        [Op.Product] = "3 · x² / √t",
        [Op.Exp] = "exp(x)",
        [Op.Expm1] = "expm1(x)",
        [Op.Log] = "log(x)",
        [Op.Log2] = "log2(x)",
        [Op.Log1p] = "log1p(x)",
        [Op.Sigmoid] = "σ(x)",
        [Op.Softplus] = "softplus(x)",
        [Op.Tanh] = "tanh(x)",
        [Op.Sinh] = "sinh(x)",
        [Op.Cosh] = "cosh(x)",
        [Op.LogCosh] = "logCosh(x)",
        [Op.Sin] = "sin(x)",
        [Op.Cos] = "cos(x)",
        [Op.Erf] = "erf(x)",
        [Op.Cbrt] = "∛x",
        [Op.Power] = "x^t",
        [Op.Atan2] = "atan2(x, t)",
        [Op.StopGradient] = "x",
        [Op.TieWeight] = "[x > t]",
        [Op.Larger] = "max(x, t)",
        [Op.Smaller] = "min(x, t)",
        [Op.Pick] = "p[l]",
        [Op.LogSumExp] = "log Σₖ exp(p)",
        [Op.Softmax] = "softmax(p)",
        [Op.CrossEntropy] = "−log softmax(p)[l]",
        [Op.SoftmaxExcess] = "softmax(p) − [k = l]",
        [Op.SoftmaxMiss] = "1 − softmax(p)[l]",
        [Op.SoftmaxRest] = "1 − softmax(p)",
        [Op.SoftmaxPullback] = "softmax(p) · (p − Σₖ softmax(p) · p)",
        [Op.Add] = "x + t",
        [Op.Abs] = "|x|",
        [Op.CopySign] = "copySign(x, t)",
        [Op.Floor] = "floor(x)",
        [Op.Ceiling] = "ceiling(x)",
        [Op.Round] = "round(x)",
        [Op.Truncate] = "truncate(x)",
        [Op.Minimum] = "min(x, t)",
        [Op.Maximum] = "max(x, t)",
        [Op.Greater] = "x > t",
        [Op.GreaterOrEqual] = "x ≥ t",
        [Op.Equal] = "x = t",
        [Op.And] = "(x > t) and (x > t)",
        [Op.Or] = "(x > t) or (x > t)",
        [Op.Not] = "not (x > t)",
        [Op.Select] = "(x > t) ? x : t",
        [Op.NegateIf] = "(x > t) ? −x : x",
        [Op.SumOver] = "Σₖ p",
        [Op.MaximumOver] = "maxₖ p",
    };

    /// <summary>The operands that a text names; a shift's distance is a literal.</summary>
    private static int Operands(Op op) => op is Op.ShiftLeft or Op.ShiftRight or Op.ShiftRightLogical ? 1 : OpInfo.Of(op).Signature.Length - 1;
}
