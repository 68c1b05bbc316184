using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>A printed formula reads as what it means: parentheses stand where they are needed.</summary>
public class FormulaPrinterTests
{
    private readonly Inputs _inputs = new(items: 1, classes: 3);

    private Expr X => _inputs.X;

    private Expr Y => _inputs.Y;

    [Fact]
    public void Sums_in_products_and_powers_are_in_parentheses()
    {
        Assert.Equal("x · (x + t)", Text(X * (X + Y)));
        Assert.Equal("(x + t)²", Text(Square(X + Y)));
        Assert.Equal("x / (x + t)", Text(X / (X + Y)));
        Assert.Equal("−(x + t)", Text(-(X + Y)));
        Assert.Equal("exp(x + t)", Text(Exp(X + Y)));
        Assert.Equal("√(x + t)", Text(Sqrt(X + Y)));
    }

    [Fact]
    public void What_is_printed_with_a_minus_is_in_parentheses_too()
    {
        Expr excess = _inputs.Graph.Make(Op.SoftmaxExcess, _inputs.Row, _inputs.Index), entropy = _inputs.Graph.Make(Op.CrossEntropy, _inputs.Row, _inputs.Index);
        Assert.Equal("(softmax(p) − [k = l]) · x", Text(X * excess));
        Assert.Equal("(−log softmax(p)[l]) · x", Text(X * entropy));
        Assert.Equal("−log softmax(p)[l]", Text(entropy));
    }

    [Fact]
    public void Signs_join_the_sum()
    {
        Assert.Equal("x − t", Text(X - Y));
        Assert.Equal("1 − 2 · x", Text(1 - 2 * X));
        Assert.Equal("x − 0.5", Text(X - 0.5));
        Assert.Equal("t − x", Text(-X + Y));
    }

    [Fact]
    public void What_appears_twice_gets_a_line_of_its_own()
    {
        Expr q = Sigmoid(X);
        (string Name, string Formula)[] lines = [.. FormulaPrinter.Print([("value", Square(q) * Y), ("gradient", 2 * q)])];
        Assert.Equal([("value", "q² · t"), ("gradient", "2 · q"), ("q", "σ(x)")], lines);
    }

    private static string Text(Expr formula) => FormulaPrinter.Print(formula);
}
