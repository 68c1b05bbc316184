using System.Numerics;
using LossGen.Generator.Losses;
using LossGen.Tests.Ir;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>What one item's value and gradient should be; the scales are the magnitudes whose last place is the unit.</summary>
internal readonly record struct WideResult(DoubleDouble Value, double ValueScale, DoubleDouble[] Slopes, double[] SlopeScales)
{
    /// <summary>An item with one slope; every result is its own scale.</summary>
    public WideResult(DoubleDouble value, DoubleDouble slope)
        : this(value, value.Hi, [slope], [slope.Hi])
    {
    }
}

/// <summary>A kernel on random items, against the same formula in twice double precision.</summary>
/// <param name="Name">The kernel.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Numbers">Numbers that an item's prediction has.</param>
/// <param name="Draw">An item: its prediction and its target, or its class; they are rounded to the format afterwards.</param>
/// <param name="Exact">What it should be.</param>
internal sealed record WideCase(string Name, LossDefinition Definition, int Numbers, Func<Random, Format, (double[] X, double[] T)> Draw, Func<double[], double[], WideResult> Exact)
{
    public (string Name, double Value)[] Constants { get; init; } = [];

    public bool HasClasses { get; init; }

    /// <summary>How many times fewer items than of a single number: those of many numbers take long to compute exactly.</summary>
    public int Weight { get; init; } = 1;

    public (Worst Value, Worst Gradient) Run<T, TTarget>(Kernel<T, TTarget> kernel, Format format, int items)
        where T : IFloatingPointIeee754<T>
        where TTarget : INumber<TTarget>
    {
        Random random = new(1);
        List<T> predictions = [];
        List<TTarget> targets = [];
        List<(double[] X, double[] T)> drawn = [];
        for (int i = 0; i < items / Weight; i++)
        {
            (double[] x, double[] t) = Draw(random, format);
            predictions.AddRange(x.Select(T.CreateTruncating));
            targets.AddRange(t.Select(TTarget.CreateTruncating));
            drawn.Add(([.. x.Select(v => double.CreateTruncating(T.CreateTruncating(v)))], [.. t.Select(v => double.CreateTruncating(TTarget.CreateTruncating(v)))]));
        }

        T[] losses = new T[drawn.Count], gradient = new T[predictions.Count];
        kernel([.. predictions], [.. targets], losses, gradient);
        (Worst value, Worst slope) = (default, default);
        for (int i = 0; i < drawn.Count; i++)
        {
            WideResult exact = Exact(drawn[i].X, drawn[i].T);
            Place where = new(drawn[i].X, drawn[i].T, format);
            value.Add(double.CreateTruncating(losses[i]), exact.Value, exact.ValueScale, format, where);
            for (int k = 0; k < exact.Slopes.Length; k++)
            {
                slope.Add(double.CreateTruncating(gradient[i * Numbers + k]), exact.Slopes[k], exact.SlopeScales[k], format, where);
            }
        }
        return (value, slope);
    }

    /// <summary>An item as text, where it is short.</summary>
    private readonly record struct Place(double[] X, double[] T, Format Of) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) => X.Length > 4 ? "–" : $"{Text(X, provider)}; {Text(T, provider)}";

        private string Text(double[] numbers, IFormatProvider? provider)
        {
            bool isSingle = Of == Format.Single;
            return string.Join(' ', numbers.Select(v => isSingle ? ((float)v).ToString(provider) : v.ToString(provider)));
        }
    }
}
