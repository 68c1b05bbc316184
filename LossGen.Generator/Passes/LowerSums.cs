using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Products and sums as machine operations.</summary>
internal sealed partial class Lower
{
    /// <summary>a + b, as a fused multiply-add where one of the two is a product that nothing else uses.</summary>
    private Expr OfSum(Expr e)
    {
        (Expr a, Expr b) = (e[0], e[1]);
        if (IsFusible(b) || IsFusible(a))
        {
            (Expr product, Expr rest) = IsFusible(b) ? (b, a) : (a, b);
            bool isSubtracted = product.Number < 0;
            (Expr u, Expr v) = Split(isSubtracted ? -product : product);
            return isSubtracted ? _m.NegatedMultiplyAdd(u, v, Of(rest))
                : rest is { Op: Op.Product, Number: < 0 } or { Value: < 0 } ? _m.MultiplySubtract(u, v, Of(-rest))
                : _m.FusedMultiplyAdd(u, v, Of(rest));
        }

        return (a, b) switch
        {
            (_, { Op: Op.Product, Number: < 0 }) => _m.Subtract(Of(a), Of(-b)),
            ({ Op: Op.Product, Number: < 0 }, _) => _m.Subtract(Of(b), Of(-a)),
            (_, { Value: < 0 }) => _m.Subtract(Of(a), Of(-b)),
            ({ Value: < 0 }, _) => _m.Subtract(Of(b), Of(-a)),
            _ => _m.Add(Of(a), Of(b)),
        };
    }

    /// <summary>Whether a term is a product of at least two things, computed for this sum alone, with no quotient at its end.</summary>
    private bool IsFusible(Expr term) =>
        term.Op == Op.Product
        && _uses.TryGetValue(term, out int uses) && uses == 1
        && term.Args.Length + (Math.Abs(term.Number) == 1 ? 0 : 1) + term.Exponents.Count(e => e >= 2) > 1
        && !term.Args.Zip(term.Exponents, IsQuotient).Any(quotient => quotient);

    private Expr OfProduct(Expr e)
    {
        if (e.Args.FirstOrDefault(arg => arg.Op is Op.Softmax or Op.SoftmaxExcess) is { } soft && e.Exponents[Array.IndexOf(e.Args, soft)] == 1)
        {
            return OfScaledSoftmax(soft, e / soft);
        }

        Expr[] divisors = e.Args.Where((arg, i) => IsQuotient(arg, e.Exponents[i])).ToArray();
        if (divisors.Length == 0)
        {
            (Expr u, Expr v) = Split(e);
            return _m.Multiply(u, v);
        }

        Expr divisor = divisors[0];
        return _m.Divide(Of(e * divisor), Of(divisor));
    }

    /// <summary>A divisor that only this product has, and that varies with it: one division is then shorter, and rounds once.</summary>
    private bool IsQuotient(Expr b, double exponent) => exponent == -1 && (_divisions.TryGetValue(b, out int count) ? count : 0) == 1;

    /// <summary>
    /// A product as two factors. What varies over fewer axes is multiplied together, so that it leaves the loop; the coefficient joins what leaves,
    /// or else the first factor.
    /// </summary>
    private (Expr U, Expr V) Split(Expr product)
    {
        List<Expr> units = product.Args.Zip(product.Exponents, (b, e) => (b, e))
            .OrderByDescending(f => _factors.TryGetValue(f.b, out int products) ? products : 0)       // what products share comes first, so that they share it
            .SelectMany(f => Units(f.b, f.e).Select(u => VanishesBeside(product, f.b) ? _m.Smaller(u, _m.Named(_table.FarLogit, "far")).As("capped") : u)).ToList();
        List<Expr> inner = units.Where(u => u.Axes == product.Axes).ToList();
        List<Expr> outer = units.Where(u => u.Axes != product.Axes).OrderBy(u => u.Axes).ToList();
        if (product.Number != 1)
        {
            if (outer.Count > 0 || inner.Count == 1)
            {
                outer.Insert(0, product.Number);
            }
            else
            {
                inner[0] = _m.Multiply(product.Number, inner[0]);
            }
        }

        if (outer.Count > 0)
        {
            Expr factor = outer.Aggregate(_m.Multiply);
            return inner.Count == 0 ? (1, factor) : (inner.Aggregate(_m.Multiply), factor);
        }

        return inner.Count == 1 && inner[0].Op == Op.Multiply ? (inner[0][0], inner[0][1])
            : inner.Count == 1 ? (1, inner[0])
            : (inner.Take(inner.Count - 1).Aggregate(_m.Multiply), inner[inner.Count - 1]);
    }

    /// <summary>
    /// Whether a factor grows like x where another falls like exp(−x). Their product goes to 0; but the other one ends at the smallest normal number, and
    /// would let the largest logits through.
    /// </summary>
    private static bool VanishesBeside(Expr product, Expr factor) => product.Args.Any(s => s.Op == Op.Sigmoid && Opposes(factor, s));

    private static bool Opposes(Expr factor, Expr sigmoid) =>
        factor.Op == Op.Softplus ? factor[0] == -sigmoid[0]
        : factor.Op is Op.Add or Op.Product && factor.Args.All(arg => arg.Op != Op.Sigmoid) && factor.Args.Any(arg => Opposes(arg, sigmoid));

    /// <summary>The largest power by multiplications: those of larger ones would round more than a logarithm does, and take longer.</summary>
    private const double LargestWhole = 32;

    /// <summary>The largest power of a sigmoid that has a form of its own: there the exponent of two is still a whole number of the format.</summary>
    private const double LargestOfSigmoid = 1 << 14;

    /// <summary>b^e as factors: whole powers by squaring, halves by the square root, reciprocals one by one so that they are shared.</summary>
    private IEnumerable<Expr> Units(Expr b, double exponent)
    {
        bool isLarge = Math.Abs(exponent) > LargestWhole;
        if (isLarge || 2 * exponent != Math.Floor(2 * exponent))
        {
            return
            [
                b.Op == Op.Sigmoid && Math.Abs(exponent) <= LargestOfSigmoid ? _math.PowerOfSigmoid(Of(b[0]), Tail(Of(b[0])), exponent)
                : isLarge ? _math.LargePower(Of(b), exponent, Algebra.IsNonNegative(b))
                : _math.Power(Of(b), exponent),
            ];
        }

        double whole = Math.Floor(Math.Abs(exponent));
        List<Expr> units = [];
        if (Math.Abs(exponent) != whole)
        {
            units.Add(_m.SquareRoot(Of(b)));
        }

        if (exponent < 0)
        {
            units = units.ConvertAll(root => _m.Divide(1, root));
            Expr reciprocal = _m.Divide(1, Of(b));
            return units.Concat(Enumerable.Repeat(reciprocal, (int)whole));
        }

        if (whole > 0)
        {
            units.Add(WholePower(Of(b), (int)whole));
        }

        return units;
    }

    private Expr WholePower(Expr x, int exponent) => exponent switch
    {
        1 => x,
        _ when exponent % 2 == 0 => WholePower(_m.Multiply(x, x), exponent / 2),
        _ => _m.Multiply(x, WholePower(x, exponent - 1)),
    };
}
