using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using LossGen.Tests.Examples;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>What formulas of users may call, as generated code in every width: the bits that <see cref="BitMachine{TReal, TBits}"/> says, whose accuracy other tests hold.</summary>
public class CompiledFunctionTests
{
    private static readonly float[] Numbers =
    [
        0, -0f, 1, -1, 0.5f, -0.5f, 1.5f, -1.5f, 2.5f, -2.5f, 0.49999997f, -0.3f, 1e-3f, -1e-3f, 1e-20f, -1e-20f, 1e-40f, float.Epsilon, -float.Epsilon, 0.99999994f, 3, -3.7f, 8, 27,
        17.3f, -17.3f, 88.7f, -88.7f, 89.3f, -89.3f, 100, -100, 9999.5f, -9999.5f, 65535.5f, 8388607.5f, -8388607.5f, 8388609, 1e9f, -1e9f, 1e30f, 3.4e38f, -3.4e38f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    private static readonly Func<Expr, Expr>[] Tried =
    [
        Expm1, Tanh, Sinh, Cosh, LogSigmoid, LogCosh, Log2, Log10, Cbrt, Sin, Cos, Tan, Erf,
        x => Power(x, x), x => Power(3, x), x => Power(-x, 2), Floor, Ceiling, Round, Truncate, Sign, x => CopySign(1.5, x), x => CopySign(x, -x), x => FusedMultiplyAdd(x, 3, 0.1),
        x => Where(Not(Greater(x, 0.5)), 1, 2),
        x => Where(And(NotEqual(x, 1), Not(GreaterOrEqual(x, 3))), 3, x),
        x => Where(Or(Not(GreaterOrEqual(-1, x)), Equal(x, -3)), x, 4),
    ];

    [Fact]
    public void Every_width_gives_the_same_bits_for_every_function()
    {
        int count = 1;
        while (count < Tried.Length * Numbers.Length)
        {
            count *= 2;             // so that the mean divides by a power of two
        }

        float[] predictions = new float[count], targets = new float[count], expected = new float[count];
        for (int function = 0; function < Tried.Length; function++)
        {
            Inputs inputs = new();
            FloatMachine machine = new(Lower.Run([new Output(Role.Losses, 0, Tried[function](inputs.X))])[0].Value);
            for (int i = 0; i < Numbers.Length; i++)
            {
                int place = (function * Numbers.Length) + i;
                (predictions[place], targets[place]) = (Numbers[i], function + 1);
                expected[place] = machine.Run((inputs.X.Role, Numbers[i])) * (1f / count);
            }
        }

        Assert.All(ExampleKernel.AllWidths(new AllFunctions()), (kernel, width) =>
        {
            float[] actual = kernel.Run(predictions, targets).Gradient;
            for (int place = 0; place < Tried.Length * Numbers.Length; place++)
            {
                // a sum with the other functions' zeros has made +0 of −0
                Assert.True((expected[place] + 0f).Equals(actual[place] + 0f), $"width {width}, function {targets[place] - 1} at {predictions[place]}: {actual[place]} instead of {expected[place]}");
            }
        });
    }

    /// <summary>A loss whose derivative is the function that the target has the number of.</summary>
    private sealed class AllFunctions : LossDefinition
    {
        public override LossSchema Schema { get; } = LossSchema.Element("AllFunctions").Prediction(Role.Predictions);

        public override Expr Value(LossArguments a) =>
            a.Prediction * StopGradient(Tried.Select((function, i) => Where(Equal(a.Target, i + 1), function(a.Prediction), 0)).Aggregate((sum, one) => sum + one));
    }
}
