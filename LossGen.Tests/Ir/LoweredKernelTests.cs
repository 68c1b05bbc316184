using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>Focal loss as machine operations on single numbers, without a compiler: finite wherever it promises that, and close to the interpreter.</summary>
public class LoweredKernelTests
{
    private const double SmallestNormal = 1.17549435e-38;

    /// <summary>16 units in the last place.</summary>
    private const double Tolerance = 16 * 1.1920929e-7;

    /// <summary>Of the interpreter too, which computes in double itself.</summary>
    private const double DoubleTolerance = 64 * 2.220446049250313e-16;

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(1.7)]
    [InlineData(2)]
    [InlineData(3)]
    public void Focal_loss_is_finite_for_every_logit(double gamma)
    {
        float[] logits = [-1e4f, -120, -88, -87, -30, -5, -1, -1e-3f, -1e-40f, 0, float.Epsilon, 0.3f, 2, 17, 60, 87.4f, 90, 1e4f];
        foreach (int hard in new[] { 0, 1 })
        {
            FocalLoss focal = new();
            KernelSpec spec = Specs.Of(focal, "float logits, float targets, float losses, float gradient", null, ("Gamma", gamma), ("Targets", hard));
            LossProgram program = LossProgram.Build(spec, focal);
            (Output[] lowered, Output[] precise, Output[] wide) =
                (Lower.Run(program.Outputs), Lower.Run(program.Outputs, MathTable.SinglePrecise), Lower.Run(program.Outputs, MathTable.Double));
            foreach (float x in logits)
            {
                foreach (float t in hard == 1 ? [0, 1] : new[] { 0, 1e-6f, 0.25f, 0.5f, 0.999999f, 1 })
                {
                    bool isClose = hard == 1 || t is 0 or 1;
                    string where = $"gamma {gamma}, {(hard == 1 ? "hard" : "soft")}, x {x}, t {t}";
                    Compare(program.Outputs, x, t, isClose, where, Tolerance, SmallestNormal, i => new FloatMachine(lowered[i].Value).Run((Role.Logits, x), (Role.Targets, t)));
                    Compare(program.Outputs, x, t, isClose, "precise, " + where, Tolerance, SmallestNormal, i => new FloatMachine(precise[i].Value).Run((Role.Logits, x), (Role.Targets, t)));
                    Compare(program.Outputs, x, t, isClose, "double, " + where, DoubleTolerance, 1e-300, i => new DoubleMachine(wide[i].Value).Run((Role.Logits, x), (Role.Targets, t)));
                }
            }
        }
    }

    private static void Compare(
        EquatableArray<Output> formulas, float x, float t, bool isClose, string where, double tolerance, double smallest, Func<int, double> lowered)
    {
        Dictionary<Role, double[]> exact = new() { [Role.Logits] = [x], [Role.Targets] = [t] };
        for (int i = 0; i < formulas.Count; i++)
        {
            double expected = new Interpreter(1, 1, exact, _ => 1).Evaluate(formulas[i].Value)[0];
            double actual = lowered(i);
            Assert.True(double.IsFinite(actual), $"{formulas[i].Role} is {actual} for {where}");
            if (isClose && Math.Abs(expected) > 1e-30)
            {
                Close.Assert(expected, actual, tolerance, $"{formulas[i].Role} for {where}", scale: smallest);
            }
        }
    }
}
