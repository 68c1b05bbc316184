using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>Formulas as people write them, where a step of theirs is infinite or 0/0 and the whole is not: value and gradient, through all passes.</summary>
public class LimitTests
{
    private static readonly Inputs Numbers = new();

    private const double Far = 1e4;

    /// <summary>A tail ends at the smallest normal number.</summary>
    private const double SmallestScale = 1e-30;

    public static TheoryData<string> Tables => [.. FunctionCase.Tables.Keys];

    private static Expr X => Numbers.X;

    private static Expr Y => Numbers.Y;

    [Theory, MemberData(nameof(Tables))]
    public void Logistic_forms_neither_overflow_nor_underflow(string table)
    {
        Is(table, -Log(1 / (1 + Exp(-X))), -Far, Far, -1);
        Is(table, -Log(1 - 1 / (1 + Exp(-X))), Far, Far, 1);
        Is(table, Exp(X) / (1 + Exp(X)), Far, 1, 0);
        Is(table, Log(1 + Exp(X)), Far, Far, 1);
        Is(table, Log(Cosh(X)), -Far, Far - Math.Log(2), -1);
        Is(table, Log(Cosh(X)), 1e-6, 5e-13 - 1e-24 / 12, 1e-6 - 1e-18 / 3);
        Is(table, Tanh(X), Far, 1, 0);
        Is(table, Tanh(X), 15, Math.Tanh(15), 1 / Math.Pow(Math.Cosh(15), 2));
        Is(table, Exp(X) - 1, 1e-12, 1e-12 + 5e-25, 1 + 1e-12);
        Is(table, 1 - Exp(-X), 1e-12, 1e-12 - 5e-25, 1 - 1e-12);
    }

    [Theory, MemberData(nameof(Tables))]
    public void An_entropy_is_0_where_its_probability_is(string table)
    {
        Is(table, X * Log(X), 0, 0, double.NegativeInfinity);
        Is(table, X * Log(X), 0.5, 0.5 * Math.Log(0.5), Math.Log(0.5) + 1);
        Is(table, Square(X) * Log(X), 0, 0, 0);
        Is(table, Pow(X, 1.5) * Log(X) * 3, 0, 0, 0);
        Is(table, (1 - X) * Log(1 - X), 1, 0, double.PositiveInfinity);
        Is(table, X * Log(3 * X), 0, 0, double.NegativeInfinity);
        Is(table, Square(X) * (Log(X) * 3 + X - 1), 0, 0, 0);
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_root_has_derivative_0_where_it_has_none(string table)
    {
        Is(table, Sqrt(X * X), 0, 0, 0);
        Is(table, Sqrt(X * X), -3, 3, -1);
        Is(table, Sqrt(Square(X) + Square(X - Y)), 0, 0, 0, y: 0);
        Is(table, Sqrt(Square(X) + Square(Y)), 3, 5, 0.6, y: 4);
        Is(table, Sqrt(Max(X, 0)), -2, 0, 0);
        Is(table, Pow(Abs(X), 0.7), 0, 0, 0);
        Is(table, Sqrt(X * X + 1e-6), 0, 1e-3, 0);
        Is(table, Cbrt(X), 0, 0, double.PositiveInfinity);
        Is(table, Sqrt(X), 0, 0, double.PositiveInfinity);
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_product_with_a_logarithm_asks_nothing_of_it_where_the_factor_is_0(string table)
    {
        Is(table, XLogY(X, Y), 0, 0, Math.Log(0.25), y: 0.25);
        Is(table, XLogY(X, Y), 2, 2 * Math.Log(0.25), Math.Log(0.25), y: 0.25);
        Is(table, XLogY(X, Y), 0, 0, double.NegativeInfinity, y: 0);
        Is(table, XLogY(Y, X), 0, 0, 0, y: 0);
        Is(table, XLogY(Y, X), 0.5, 3 * Math.Log(0.5), 6, y: 3);
        Is(table, XLogY(0, X), 0, 0, 0);
    }

    [Fact]
    public void Steps_have_derivative_0()
    {
        Assert.All([Floor(X), Ceiling(X), Round(X), Truncate(X), Sign(X)], step => Assert.Equal(0, Differentiate.Gradient(step, [X])[0]));
        Is("single", CopySign(X, Y), 2, -2, -1, y: -0.0);
        Is("single", Sign(X) * X, -2, 2, -1);
    }

    /// <summary>A formula's value and its derivative by x, as a kernel computes them.</summary>
    private static void Is(string table, Expr formula, double x, double value, double slope, double y = 0)
    {
        Expr simplified = Simplify.Run(formula), derivative = Differentiate.Gradient(simplified, [X])[0];
        double tolerance = FunctionCase.Tables[table].IsDouble ? 1e-13 : 1e-6;
        Close.Assert(value, Run(simplified), tolerance, $"{table}: {formula} at {x}, {y}");
        Close.Assert(slope, Run(derivative), tolerance, $"{table}: the derivative of {formula} at {x}, {y}", scale: SmallestScale);

        double Run(Expr e)
        {
            Expr program = Simplify.Run(Simplify.Forward(Simplify.Run(e)));
            if (program.Graph is null)
            {
                return program.Number;
            }

            Expr lowered = Lower.Run([new Output(Role.Losses, 0, program)], FunctionCase.Tables[table])[0].Value;
            return FunctionCase.Tables[table].IsDouble
                ? new DoubleMachine(lowered).Run((X.Role, x), (Y.Role, y))
                : new FloatMachine(lowered).Run((X.Role, (float)x), (Y.Role, (float)y));
        }
    }
}
