using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Tests.Ir;

/// <summary>A graph with inputs to write formulas over, and the numbers that they stand for.</summary>
internal sealed class Inputs(int items = 1, int classes = 1)
{
    private readonly Dictionary<Role, double[]> _numbers = [];

    public Graph Graph { get; } = new();

    public int Items => items;

    public int Classes => classes;

    /// <summary>A number an item.</summary>
    public Expr X => Graph.Input(Role.Logits, ElementType.Float, Axes.Item);

    /// <summary>A second number an item.</summary>
    public Expr Y => Graph.Input(Role.Targets, ElementType.Float, Axes.Item);

    /// <summary>A number a class of each item.</summary>
    public Expr Row => Graph.Input(Role.Predictions, ElementType.Float, Axes.Item | Axes.Class);

    /// <summary>Another number a class of each item.</summary>
    public Expr Weight => Graph.Input(Role.Weights, ElementType.Float, Axes.Item | Axes.Class);

    /// <summary>A class index an item.</summary>
    public Expr Index => Graph.Input(Role.Losses, ElementType.Int, Axes.Item);

    /// <summary>The numbers of an input: an array that a test may change in place.</summary>
    public double[] this[Expr input] => _numbers[input.Role];

    public IReadOnlyDictionary<Role, double[]> Numbers => _numbers;

    /// <summary>Says what numbers an input stands for.</summary>
    public Inputs With(Expr input, params double[] numbers)
    {
        Assert.Equal(items * ((input.Axes & Axes.Class) != 0 ? classes : 1), numbers.Length);
        _numbers[input.Role] = numbers;
        return this;
    }

    /// <summary>All five inputs with random numbers, away from 0 and from each other.</summary>
    public Inputs Random(Random random)
    {
        double Number() => (random.Next(2) == 0 ? -1 : 1) * (0.1 + (2 * random.NextDouble()));
        foreach (Expr input in new[] { X, Y, Row, Weight })
        {
            _numbers[input.Role] = [.. Enumerable.Range(0, items * ((input.Axes & Axes.Class) != 0 ? classes : 1)).Select(_ => Number())];
        }

        _numbers[Index.Role] = [.. Enumerable.Range(0, items).Select(_ => (double)random.Next(classes))];
        return this;
    }

    /// <summary>The formula's numbers by the interpreter.</summary>
    public double[] Evaluate(Expr formula) => new Interpreter(items, classes, _numbers, _ => 1).Evaluate(formula);
}
