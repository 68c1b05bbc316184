using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>Focal loss as its paper writes it, with a sigmoid and logarithms, is the same program as the built-in loss.</summary>
public class NaiveFocalTests
{
    private const double Alpha = 0.25;

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void A_textbook_formula_becomes_the_stable_one(int target)
    {
        FocalLoss focal = new();
        KernelSpec spec = Specs.Of(focal, "float logits, float targets, float gradient", ReductionKind.Mean, ("Alpha", Alpha), ("Targets", 1));
        Expr x = new Inputs().X;
        Expr builtIn = Simplify.Run(focal.Value(new LossArguments(spec, [x], [target])));
        foreach (Expr p in new[] { Sigmoid(x), 1 / (1 + Exp(-x)), Exp(x) / (1 + Exp(x)) })
        {
            Expr t = target;
            Expr written = Simplify.Run(-(Alpha * t * Pow(1 - p, 2) * Log(p) + (1 - Alpha) * (1 - t) * Pow(p, 2) * Log(1 - p)));
            Assert.Equal(builtIn, written);
            Assert.Equal(Simplify.Run(Differentiate.Gradient(builtIn, [x])[0]), Simplify.Run(Differentiate.Gradient(written, [x])[0]));
        }
    }
}
