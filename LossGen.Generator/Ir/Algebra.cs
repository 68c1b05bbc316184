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

        if (left.Value is 1)
        {
            return right;
        }

        if (right.Value is 1)
        {
            return left;
        }

        List<(Expr Base, double Exponent)> factors = [];
        double coefficient = Join(factors, left) * Join(factors, right);
        factors.RemoveAll(f => f.Exponent == 0);
        return Product(coefficient, factors);
    }

    /// <summary>Adds a value's factors to others, and gives its coefficient.</summary>
    private static double Join(List<(Expr Base, double Exponent)> factors, Expr x)
    {
        (double coefficient, (Expr Base, double Exponent)[] own) = Factors(x);
        foreach ((Expr b, double e) in own)
        {
            int same = 0;
            while (same < factors.Count && factors[same].Base != b)
            {
                same++;
            }

            if (same == factors.Count)
            {
                factors.Add((b, e));
            }
            else
            {
                factors[same] = (b, factors[same].Exponent + e);
            }
        }

        return coefficient;
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
        Join(left);
        Join(right);
        if (!merged && left.Value is not 0 && right.Value is not 0)
        {
            return Sum(left, right);
        }

        Expr[] rest = terms.Where(t => t.Coefficient != 0 && t.Term.Value is not 0).Select(t => Multiply(t.Coefficient, t.Term)).ToArray();
        return rest.Length == 0 ? 0 : rest.Aggregate(Sum);

        void Join(Expr x)
        {
            if (x.Op == Op.Add)
            {
                Array.ForEach(x.Args, Join);
                return;
            }

            (Expr term, double c) = Term(x);
            int same = 0;
            while (same < terms.Count && terms[same].Term != term)
            {
                same++;
            }

            if (same == terms.Count)
            {
                terms.Add((term, c));
            }
            else
            {
                terms[same] = (term, terms[same].Coefficient + c);
                merged = true;
            }
        }
    }

    /// <summary>The coefficient and the factors of a value, seen as a product.</summary>
    public static (double Coefficient, (Expr Base, double Exponent)[] Factors) Factors(Expr x) => x.Op switch
    {
        Op.Constant => (x.Number, []),
        Op.Product => (x.Number, Paired(x)),
        _ => (1, [(x, 1.0)]),
    };

    private static (Expr Base, double Exponent)[] Paired(Expr product)
    {
        (Expr Base, double Exponent)[] factors = new (Expr, double)[product.Args.Length];
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = (product.Args[i], product.Exponents[i]);
        }

        return factors;
    }

    public static Expr Product(double coefficient, IEnumerable<(Expr Base, double Exponent)> factors)
    {
        (Expr Base, double Exponent)[] sorted = InOrder(factors);
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

    /// <summary>Factors by their bases' age; they are few.</summary>
    private static (Expr Base, double Exponent)[] InOrder(IEnumerable<(Expr Base, double Exponent)> factors)
    {
        (Expr Base, double Exponent)[] sorted = factors.ToArray();
        for (int i = 1; i < sorted.Length; i++)
        {
            for (int place = i; place > 0 && sorted[place - 1].Base.Id > sorted[place].Base.Id; place--)
            {
                (sorted[place - 1], sorted[place]) = (sorted[place], sorted[place - 1]);
            }
        }

        return sorted;
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

    /// <summary>A term of a sum and its coefficient; a constant is a multiple of 1.</summary>
    private static (Expr Term, double Coefficient) Term(Expr x) => x switch
    {
        { IsConstant: true } => (1, x.Number),
        { Op: Op.Product } when x.Number != 1 => (Product(1, Factors(x).Factors), x.Number),
        _ => (x, 1),
    };
}
