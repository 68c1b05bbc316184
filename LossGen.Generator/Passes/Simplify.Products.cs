using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>Identities of products that people write where they mean a logistic function, an absolute value or an entropy.</summary>
internal static partial class Simplify
{
    /// <summary>1/(1 + exp(x)) → σ(−x), and exp(x) σ(−x) → σ(x), so that exp(x)/(1 + exp(x)) is σ(x).</summary>
    private static Expr? Logistic(Expr product)
    {
        for (int i = 0; i < product.Args.Length; i++)
        {
            (Expr x, double exponent) = (product[i], product.Exponents[i]);
            if (exponent < 0 && LessOne(x) is (Op.Exp, var inner))
            {
                return product / Pow(x, exponent) * Pow(Sigmoid(-inner), -exponent);
            }

            int other = x is (Op.Exp, var y) && exponent > 0 ? Array.FindIndex(product.Args, arg => arg is (Op.Sigmoid, var z) && z == -y) : -1;
            if (other >= 0 && product.Exponents[other] > 0)
            {
                double common = Math.Min(exponent, product.Exponents[other]);
                return product / Pow(x * product[other], common) * Pow(Sigmoid(x[0]), common);
            }
        }

        return null;
    }

    /// <summary>(c · x² · y)^e → cᵉ · |x|²ᵉ · yᵉ for an e that is not whole and a y that is never negative: √(x²) is |x|, whose derivative is 0 at 0.</summary>
    private static Expr? Rooted(Expr product)
    {
        int place = Array.FindIndex(product.Args, x => x.Op == Op.Product && Algebra.IsNonNegative(x));
        if (place < 0 || product.Exponents[place] == Math.Floor(product.Exponents[place]))
        {
            return null;
        }

        (Expr root, double exponent) = (product[place], product.Exponents[place]);
        Expr factors = root.Args
            .Zip(root.Exponents, (x, e) => Pow(Algebra.IsNonNegative(x) ? x : Abs(x), e * exponent))
            .Aggregate((Expr)Math.Pow(root.Number, exponent), (all, factor) => all * factor);
        return product / Pow(root, exponent) * factors;
    }

    /// <summary>log(x · y) → log x + log y for an x whose logarithm needs none: eᵘ, or σ(u), which would underflow.</summary>
    private static Expr? Unlogged(Expr product)
    {
        int place = Array.FindIndex(product.Args, x => x.Op is Op.Exp or Op.Sigmoid);
        return place < 0 ? null : product.Exponents[place] * Log(product[place]) + Log(product / Pow(product[place], product.Exponents[place]));
    }

    /// <summary>xⁿ log x, n > 0, is 0 where x is 0, and so is xⁿ (a + b log x): there the logarithm of 1 is taken. After differentiation, because the derivative of x log x has the limit of log x.</summary>
    private static Expr? OfEntropy(Expr product)
    {
        for (int i = 0; i < product.Args.Length; i++)
        {
            Expr factor = product[i];
            if (product.Exponents[i] == 1 && factor.Op is Op.Log or Op.Log1p or Op.Add)
            {
                Expr? zero = product.Args.Where((x, k) => product.Exponents[k] > 0 && IsInfiniteAt(factor, x)).FirstOrDefault();
                if (zero is not null)
                {
                    return product / factor * Tamed(factor, zero);
                }
            }
        }

        return null;
    }

    /// <summary>Whether a value has a logarithm of x among its terms, or of a multiple or power of x.</summary>
    private static bool IsInfiniteAt(Expr value, Expr x) => value switch
    {
        (Op.Log, var y) => y == x || (y.Op == Op.Product && y.Args.Length == 1 && y[0] == x),
        (Op.Log1p, var y) => LessOne(x) == y,
        { Op: Op.Add } => value.Args.Any(term => IsInfiniteAt(term, x)),
        { Op: Op.Product } => value.Args.Where((factor, i) => value.Exponents[i] == 1 && factor.Op != Op.Product && IsInfiniteAt(factor, x)).Any(),
        _ => false,
    };

    /// <summary>The same, with the logarithm of 1 where x is 0.</summary>
    private static Expr Tamed(Expr value, Expr x) => value switch
    {
        _ when !IsInfiniteAt(value, x) => value,
        (Op.Log, var y) => Log(Where(Equal(x, 0), 1, y)),
        (Op.Log1p, var y) => Log1p(Where(Equal(x, 0), 0, y)),
        (Op.Add, var a, var b) => Tamed(a, x) + Tamed(b, x),
        _ => value.Args.Zip(value.Exponents, (factor, e) => e == 1 ? Tamed(factor, x) : Pow(factor, e)).Aggregate((Expr)value.Number, (all, factor) => all * factor),
    };
}
