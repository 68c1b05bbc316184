using System.Globalization;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>What is swept over all floats.</summary>
internal static class FloatCases
{
    public static readonly double[] Gammas = [0.5, 1, 2, 3];

    public static readonly int[] Labels = [0, 1];

    /// <summary>The functions that losses are made of, as kernels compute them.</summary>
    public static IEnumerable<(FloatCase Case, LossDefinition Definition, (string, double)[] Constants)> Functions =>
    [
        Function("exp", (x, _) => Exp(x), Math.Exp),
        Function("log", (x, _) => Log(x), Math.Log, from: float.Epsilon),
        Function("log1p", (x, _) => Log1p(x), Exact.Log1p, from: 0),
        Function("sigmoid", (x, _) => Sigmoid(x), Exact.Sigmoid),
        Function("softplus", (x, _) => Softplus(x), Exact.Softplus),
        Function("atan", Atan2, Math.Atan),
    ];

    /// <summary>Losses of one logit and a label.</summary>
    public static IEnumerable<(FloatCase Case, LossDefinition Definition, (string, double)[] Constants)> Losses =>
        (from gamma in Gammas from target in Labels select Focal(gamma, target)).Concat([CrossEntropy(0), CrossEntropy(1)]);

    private static (FloatCase, LossDefinition, (string, double)[]) Function(string name, Func<Expr, Expr, Expr> function, Func<double, double> exact, float from = -float.MaxValue) =>
        (new(name, 1, x => (exact(x), 0), from) { PyTorch = (name, 0) }, new FunctionLoss(function), []);

    private static (FloatCase, LossDefinition, (string, double)[]) Focal(double gamma, int target) => (
        new(string.Create(CultureInfo.InvariantCulture, $"focal, γ = {gamma}, t = {target}"), target, x => Exact.Focal(x, target == 1, gamma))
        { HasGradient = true, PyTorch = ("focal", gamma) },
        new FocalLoss(),
        [("Gamma", gamma), ("Targets", 1)]);

    private static (FloatCase, LossDefinition, (string, double)[]) CrossEntropy(int target) => (
        new(string.Create(CultureInfo.InvariantCulture, $"binary cross-entropy, t = {target}"), target,
            x => target == 1 ? (Exact.Softplus(-x), -Exact.Sigmoid(-x)) : (Exact.Softplus(x), Exact.Sigmoid(x)))
        { HasGradient = true, PyTorch = ("binary_cross_entropy", 0) },
        new BinaryCrossEntropy(),
        [("Targets", 1)]);
}
