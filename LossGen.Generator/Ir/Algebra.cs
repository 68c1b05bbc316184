namespace LossGen.Generator.Ir;

/// <summary>
/// Sums and products in normal form. A product is <c>c · Π bᵢ^eᵢ</c> with distinct bases, so that q^(γ−1) · q is q^γ and nothing is divided that need not be.
/// A sum stays as it was written, unless two of its terms are alike.
/// </summary>
internal static class Algebra
{
    public static Expr Multiply(Expr left, Expr right)
    {
        if (left.Value is 0 || right.Value is 0)
        {
            return 0;
        }

        List<(Expr Base, double Exponent)> factors = [];
        double coefficient = 1;
        foreach (Expr operand in new[] { left, right })
        {
            (double c, IEnumerable<(Expr, double)> parts) = Factors(operand);
            coefficient *= c;
            foreach ((Expr b, double e) in parts)
            {
                int same = factors.FindIndex(f => f.Base == b);
                if (same < 0)
                {
                    factors.Add((b, e));
                }
                else
                {
                    factors[same] = (b, factors[same].Exponent + e);
                }
            }
        }

        return Product(coefficient, factors.Where(f => f.Exponent != 0));
    }

    /// <summary>x^e. (c · Π b^n)^e is split into its factors where that is true for every sign: whole e, or a single non-negative base.</summary>
    public static Expr Power(Expr x, double exponent)
    {
        if (x.IsConstant)
        {
            return Math.Pow(x.Number, exponent);
        }

        bool distributes = x.Op == Op.Product && (exponent == Math.Floor(exponent) || (x.Number > 0 && x.Args.All(IsNonNegative)));
        return exponent switch
        {
            0 => 1,
            1 => x,
            _ when x.Op == Op.Abs && exponent % 2 == 0 => Power(x[0], exponent),
            _ when distributes => Product(Math.Pow(x.Number, exponent), Factors(x).Factors.Select(f => (f.Base, f.Exponent * exponent))),
            _ => Product(1, [(x, exponent)]),
        };
    }

    public static Expr Scale(Expr x, double factor) => Multiply(x, factor);

    public static Expr Add(Expr left, Expr right)
    {
        List<(Expr Term, double Coefficient)> terms = [];
        bool merged = false;
        foreach ((Expr term, double c) in Terms(left).Concat(Terms(right)))
        {
            int same = terms.FindIndex(t => t.Term == term);
            if (same < 0)
            {
                terms.Add((term, c));
            }
            else
            {
                terms[same] = (term, terms[same].Coefficient + c);
                merged = true;
            }
        }

        if (!merged && left.Value is not 0 && right.Value is not 0)
        {
            return Sum(left, right);
        }

        Expr[] rest = terms.Where(t => t.Coefficient != 0 && t.Term.Value is not 0).Select(t => Multiply(t.Coefficient, t.Term)).ToArray();
        return rest.Length == 0 ? 0 : rest.Aggregate(Sum);
    }

    /// <summary>The coefficient and the factors of a value, seen as a product.</summary>
    public static (double Coefficient, IEnumerable<(Expr Base, double Exponent)> Factors) Factors(Expr x) => x.Op switch
    {
        Op.Constant => (x.Number, []),
        Op.Product => (x.Number, x.Args.Zip(x.Exponents, (b, e) => (b, e))),
        _ => (1, [(x, 1.0)]),
    };

    public static Expr Product(double coefficient, IEnumerable<(Expr Base, double Exponent)> factors)
    {
        (Expr Base, double Exponent)[] sorted = factors.OrderBy(f => f.Base.Id).ToArray();
        int nested = Array.FindIndex(sorted, f => f.Base.Op == Op.Product && f.Exponent == Math.Floor(f.Exponent));
        if (nested >= 0)
        {
            // (x²)^½ squared is x² again: its factors take their place beside the others
            return Multiply(Product(coefficient, sorted.Where((_, i) => i != nested)), Power(sorted[nested].Base, sorted[nested].Exponent));
        }

        return sorted.Length switch
        {
            0 => coefficient,
            1 when coefficient == 1 && sorted[0].Exponent == 1 => sorted[0].Base,
            _ => sorted[0].Base.Graph!.Product(coefficient, Array.ConvertAll(sorted, f => f.Base), Array.ConvertAll(sorted, f => f.Exponent)),
        };
    }

    /// <summary>Whether no value of the expression is below zero.</summary>
    public static bool IsNonNegative(Expr x) => x.Op switch
    {
        Op.Constant => x.Number >= 0,
        Op.Exp or Op.Sigmoid or Op.Softplus or Op.Softmax or Op.SoftmaxMiss or Op.SoftmaxRest or Op.CrossEntropy or Op.Abs or Op.Count or Op.TieWeight or Op.Cosh or Op.LogCosh => true,
        Op.Expm1 or Op.Tanh or Op.Sinh or Op.Erf or Op.Cbrt or Op.Power or Op.Floor or Op.Ceiling or Op.Round or Op.Truncate => IsNonNegative(x[0]),
        Op.NegateIf => x[0] is (Op.Greater, { Value: 0 }, var y) && y == x[1],
        Op.Atan2 => IsNonNegative(x[0]),
        Op.Add or Op.Minimum or Op.SumOver => x.Args.All(IsNonNegative),
        Op.Maximum => x.Args.Any(IsNonNegative),
        Op.Product => x.Number >= 0 && x.Args.Zip(x.Exponents, (b, e) => e % 2 == 0 || IsNonNegative(b)).All(known => known),
        _ => false,
    };

    /// <summary>Whether every value of the expression is above zero, but for rounding to zero.</summary>
    public static bool IsPositive(Expr x) => x.Op switch
    {
        Op.Constant => x.Number > 0,
        Op.Exp or Op.Sigmoid or Op.Softplus or Op.Softmax or Op.SoftmaxMiss or Op.SoftmaxRest or Op.CrossEntropy or Op.Count or Op.Cosh => true,
        Op.Add => IsNonNegative(x) && x.Args.Any(IsPositive),
        Op.Maximum => x.Args.Any(IsPositive),
        Op.Minimum or Op.SumOver => x.Args.All(IsPositive),
        Op.Product => x.Number > 0 && x.Args.All(IsPositive),
        _ => false,
    };

    private static Expr Sum(Expr left, Expr right) =>
        left.IsConstant && right.IsConstant ? left.Number + right.Number : (left.Graph ?? right.Graph)!.Make(Op.Add, left, right);

    /// <summary>The terms of a sum with their coefficients; a constant is a multiple of 1.</summary>
    private static IEnumerable<(Expr Term, double Coefficient)> Terms(Expr x) => x switch
    {
        { IsConstant: true } => [((Expr)1, x.Number)],
        { Op: Op.Add } => x.Args.SelectMany(Terms),
        { Op: Op.Product } when x.Number != 1 => [(Product(1, Factors(x).Factors), x.Number)],
        _ => [(x, 1)],
    };
}
