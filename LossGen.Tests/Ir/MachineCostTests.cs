using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>
/// How many operations each function has in each table, all of them / those that multiply / divisions. A change here is a change of speed: accept it knowingly.
/// </summary>
public class MachineCostTests
{
    private static readonly Inputs Numbers = new();

    private static readonly Dictionary<string, Expr> Formulas = new()
    {
        ["exp"] = Exp(Numbers.X),
        ["exp of a negative number"] = Exp(-Abs(Numbers.X)),
        ["log"] = Log(Numbers.X),
        ["log1p"] = Log1p(Numbers.X),
        ["sigmoid"] = Sigmoid(Numbers.X),
        ["softplus"] = Softplus(Numbers.X),
        ["x^1.3"] = Pow(Numbers.X, 1.3),
        ["σ(x)^1.3"] = Pow(Sigmoid(Numbers.X), 1.3),
        ["expm1"] = Expm1(Numbers.X),
        ["tanh"] = Tanh(Numbers.X),
        ["sinh"] = Sinh(Numbers.X),
        ["cosh"] = Cosh(Numbers.X),
        ["log cosh"] = LogCosh(Numbers.X),
        ["log2"] = Log2(Numbers.X),
        ["∛x"] = Cbrt(Numbers.X),
        ["sin"] = Sin(Numbers.X),
        ["tan"] = Tan(Numbers.X),
        ["erf"] = Erf(Numbers.X),
        ["2^y"] = Power(2, Numbers.Y),
        ["x^y"] = Power(Numbers.X, Numbers.Y),
        ["atan2"] = Atan2(Numbers.Y, Numbers.X),
        ["atan2, first quadrant"] = Atan2(Abs(Numbers.Y), Abs(Numbers.X)),
    };

    [Theory]
    [InlineData("exp", "single 19 / 8 / 0, precise 21 / 11 / 0, double 27 / 17 / 0")]
    [InlineData("exp of a negative number", "single 16 / 8 / 0, precise 18 / 11 / 0, double 24 / 17 / 0")]
    [InlineData("log", "single 31 / 13 / 0, precise 31 / 13 / 0, double 37 / 14 / 1")]
    [InlineData("log1p", "single 33 / 14 / 0, precise 33 / 14 / 0, double 38 / 15 / 1")]
    [InlineData("sigmoid", "single 20 / 9 / 1, precise 29 / 16 / 1, double 35 / 22 / 1")]
    [InlineData("softplus", "single 27 / 18 / 0, precise 29 / 21 / 0, double 41 / 31 / 1")]
    [InlineData("x^1.3", "single 56 / 24 / 0, precise 65 / 32 / 0, double 75 / 37 / 1")]
    [InlineData("σ(x)^1.3", "single 53 / 33 / 0, precise 67 / 42 / 0, double 78 / 52 / 1")]
    [InlineData("expm1", "single 21 / 10 / 0, precise 21 / 10 / 0, double 27 / 16 / 0")]
    [InlineData("tanh", "single 21 / 10 / 1, precise 21 / 10 / 1, double 27 / 16 / 1")]
    [InlineData("sinh", "single 26 / 11 / 1, precise 26 / 11 / 1, double 32 / 17 / 1")]
    [InlineData("cosh", "single 24 / 10 / 1, precise 24 / 10 / 1, double 30 / 16 / 1")]
    [InlineData("log cosh", "single 50 / 27 / 1, precise 50 / 27 / 1, double 61 / 34 / 2")]
    [InlineData("log2", "single 30 / 12 / 0, precise 30 / 12 / 0, double 36 / 13 / 1")]
    [InlineData("∛x", "single 46 / 21 / 0, precise 47 / 23 / 0, double 59 / 30 / 1")]
    [InlineData("sin", "single 27 / 14 / 0, precise 27 / 14 / 0, double 33 / 20 / 0")]
    [InlineData("tan", "single 34 / 14 / 1, precise 34 / 14 / 1, double 40 / 20 / 1")]
    [InlineData("erf", "single 31 / 21 / 0, precise 31 / 21 / 0, double 53 / 43 / 0")]
    [InlineData("2^y", "single 31 / 10 / 0, precise 32 / 12 / 0, double 38 / 18 / 0")]
    [InlineData("x^y", "single 96 / 29 / 1, precise 97 / 31 / 1, double 125 / 50 / 1")]
    [InlineData("atan2", "single 26 / 12 / 1, precise 26 / 12 / 1, double 38 / 24 / 1")]
    [InlineData("atan2, first quadrant", "single 21 / 12 / 1, precise 21 / 12 / 1, double 33 / 24 / 1")]
    public void A_function_has_so_many_operations(string function, string expected) =>
        Assert.Equal(expected, string.Join(", ", FunctionCase.Tables.Select(table => $"{table.Key} {Count(Formulas[function], table.Value)}")));

    /// <summary>AVX2 has neither for 64-bit lanes.</summary>
    [Fact]
    public void In_double_nothing_shifts_arithmetically_or_converts() =>
        Assert.All(Formulas.Values, formula => Assert.DoesNotContain(Program(formula, MathTable.Double), n => n.Op is Op.ShiftRight or Op.ToReal));

    private static string Count(Expr formula, MathTable table)
    {
        Expr[] program = [.. Program(formula, table).Where(n => n.Args.Length > 0)];
        int multiplied = program.Count(n => n.Op is Op.Multiply or Op.FusedMultiplyAdd or Op.MultiplySubtract or Op.NegatedMultiplyAdd);
        return $"{program.Length} / {multiplied} / {program.Count(n => n.Op == Op.Divide)}";
    }

    private static IEnumerable<Expr> Program(Expr formula, MathTable table) => Schedule.Reachable([Lower.Run([new Output(Role.Losses, 0, formula)], table)[0].Value]);
}
