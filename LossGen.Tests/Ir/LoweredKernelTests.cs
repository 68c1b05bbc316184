using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>Focal loss as machine operations on single floats, without a compiler: finite wherever it promises that, and close to the interpreter.</summary>
public class LoweredKernelTests
{
    private const double SmallestNormal = 1.17549435e-38;

    /// <summary>16 units in the last place.</summary>
    private const double Tolerance = 16 * 1.1920929e-7;

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
            Output[] lowered = Lower.Run(program.Outputs);
            foreach (float x in logits)
            {
                foreach (float t in hard == 1 ? [0, 1] : new[] { 0, 1e-6f, 0.25f, 0.5f, 0.999999f, 1 })
                {
                    Compare(program.Outputs, lowered, x, t, hard == 1 || t is 0 or 1, $"gamma {gamma}, {(hard == 1 ? "hard" : "soft")}, x {x}, t {t}");
                }
            }
        }
    }

    private static void Compare(EquatableArray<Output> formulas, Output[] lowered, float x, float t, bool isClose, string where)
    {
        Dictionary<Role, double[]> exact = new() { [Role.Logits] = [x], [Role.Targets] = [t] };
        for (int i = 0; i < lowered.Length; i++)
        {
            double expected = new Interpreter(1, 1, exact, _ => 1).Evaluate(formulas[i].Value)[0];
            float actual = new FloatMachine(lowered[i].Value).Run((Role.Logits, x), (Role.Targets, t));
            Assert.True(float.IsFinite(actual), $"{formulas[i].Role} is {actual} for {where}");
            if (isClose && Math.Abs(expected) > 1e-30)
            {
                Close.Assert(expected, actual, Tolerance, $"{formulas[i].Role} for {where}", scale: SmallestNormal);
            }
        }
    }
}
