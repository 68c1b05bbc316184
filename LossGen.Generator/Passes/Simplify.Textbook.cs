using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>How textbooks write a loss: the forms that LossGen's own losses have begin here.</summary>
internal static partial class Simplify
{
    /// <summary>1 − (w a + (1 − w) b) → w (1 − a) + (1 − w) (1 − b), for probabilities a and b whose complements do not cancel.</summary>
    private static Expr? ComplementOfBlend(Expr blend)
    {
        (Expr first, Expr second) = (blend[0], blend[1]);
        foreach ((Expr u, Expr v) in Algebra.Factors(first).Factors.SelectMany(_ => Algebra.Factors(second).Factors, (f, g) => (f.Base, g.Base)))
        {
            if ((v == 1 - u || u == 1 - v) && Has(first, u) && Has(second, v) && Complements(first / u, second / v) is var (notA, notB))
            {
                return u * notA + v * notB;
            }
        }

        return null;

        static (Expr, Expr)? Complements(Expr a, Expr b) => (a, b) switch
        {
            ((Op.Sigmoid, var x), (Op.Sigmoid, var y)) => (Sigmoid(-x), Sigmoid(-y)),
            _ when a == 1 - b || b == 1 - a            => (b, a),
            _                                          => null,
        };
    }

    /// <summary>
    /// k + (x − y)/(x + ε) + rest → (k + 1) − (y + ε)/(x + ε) + rest, for constants ε and |k| ≥ 1. Beside such a k the quotient's last digits are lost in either form, and in this one
    /// the dividend does not vary with x.
    /// </summary>
    private static Expr? Whole(Expr sum)
    {
        List<Expr> terms = [];
        Flatten(sum, 1);
        if (terms.FirstOrDefault(t => t.IsConstant && Math.Abs(t.Number) >= 1) is not { } k)
        {
            return null;
        }

        foreach (Expr quotient in terms.Where(t => t is { Op: Op.Product, Number: 1 or -1, Args.Length: 2 }))
        {
            int divisor = Array.IndexOf(quotient.Exponents, -1);
            if (divisor >= 0 && quotient.Exponents[1 - divisor] == 1 && Missing(quotient[1 - divisor], quotient[divisor]) is { } missing)
            {
                Expr part = quotient.Number * Run(missing) / quotient[divisor];
                return terms.Where(t => t != k).Aggregate(k + quotient.Number, (total, t) => t == quotient ? total - part : total + t);
            }
        }

        return null;

        void Flatten(Expr x, double sign)
        {
            bool isNegated = x is { Op: Op.Product, Number: -1, Args: { Length: 1 } } && x[0].Op == Op.Add && x.Exponents[0] == 1;
            if (x.Op != Op.Add && !isNegated)
            {
                terms.Add(x * sign);
                return;
            }

            foreach (Expr arg in x.Args)
            {
                Flatten(arg, isNegated ? -sign : sign);
            }
        }

        static Expr? Missing(Expr dividend, Expr divisor) => dividend is (Op.Add, var x, var y) ? Beside(x, y, divisor) ?? Beside(y, x, divisor) : null;

        static Expr? Beside(Expr x, Expr y, Expr divisor) =>
            divisor == x ? -y
            : divisor is (Op.Add, var a, var b) && ((a == x && b.IsConstant) || (b == x && a.IsConstant)) ? (a == x ? b : a) - y
            : null;
    }

    /// <summary>eˣ/Σ eˣ → softmax, of all classes of a row or of one.</summary>
    private static Expr? ShareOf(Expr product)
    {
        int divisor = Array.FindIndex(product.Args, arg => arg is { Op: Op.SumOver, Axis: Axes.Class } && arg[0].Op == Op.Exp);
        if (divisor < 0 || product.Exponents[divisor] != -1)
        {
            return null;
        }

        Expr all = product[divisor][0];
        Expr? one = product.Args.FirstOrDefault(arg => arg is (Op.Exp, (Op.Pick, var row, _)) && row == all[0]);
        return Has(product, all) ? product * product[divisor] / all * Softmax(all[0])
            : one is not null && Has(product, one) ? product * product[divisor] / one * Pick(Softmax(all[0]), one[0][1])
            : null;
    }

    /// <summary>What is the same for all classes in a sum that differs between them, such as the largest of a row, and the other term; else null.</summary>
    private static (Expr OfRow, Expr OfClass)? ShiftOf(Expr row) => row is not (Op.Add, var a, var b) || (row.Axes & Axes.Class) == 0 ? null
        : (a.Axes & Axes.Class) == 0 ? (a, b)
        : (b.Axes & Axes.Class) == 0 ? (b, a)
        : null;

    private static bool Has(Expr product, Expr factor) => Algebra.Factors(product).Factors.Any(f => f.Base == factor && f.Exponent == 1);
}
