using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>Reverse-mode differentiation. Every rule reuses the forward value, <c>n</c>; equal nodes are shared, so the gradient costs little beside the value.</summary>
internal static class Differentiate
{
    /// <summary>The derivatives of a value by each of the variables.</summary>
    /// <param name="value">The value.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="guards">
    /// Whether a choice keeps what it does not choose from the derivative, be it infinite or no number. The losses' own formulas see to it that nothing is so, which costs less.
    /// </param>
    public static Expr[] Gradient(Expr value, IReadOnlyList<Expr> variables, bool guards = false)
    {
        Guard guard = new(value);
        HashSet<Expr> dependent = DependentNodes(value, variables);
        Dictionary<Expr, Expr> adjoints = new() { [value] = 1 };
        foreach (Expr node in dependent.Where(n => n.Args.Length > 0).OrderByDescending(n => n.Id))
        {
            if (!adjoints.TryGetValue(node, out Expr? g))
            {
                continue;
            }

            Expr?[] contributions = guards ? guard.Contributions(node, g) : Rule(node, g);
            for (int i = 0; i < node.Args.Length; i++)
            {
                Expr arg = node.Args[i];
                if (contributions[i] is { } contribution && contribution.Value is not 0 && dependent.Contains(arg))
                {
                    Expr summed = SumBroadcast(node, arg, contribution, guards);
                    adjoints[arg] = adjoints.TryGetValue(arg, out Expr? sofar) ? guards ? Guard.Sum(sofar, summed) : sofar + summed : summed;
                }
            }
        }

        return variables.Select(v => adjoints.TryGetValue(v, out Expr? g) ? g : 0).ToArray();
    }

    /// <summary>One row an operation: what the adjoint g of the node n adds to the adjoint of each argument. Null: the argument is no real number.</summary>
    internal static Expr?[] Rule(Expr n, Expr g) => n.Op switch
    {
        Op.Add => [g, g],
        Op.Product => n.Args.Select((x, i) => (Expr?)(g * n.Exponents[i] * Lowered(n, i))).ToArray(),                // (c·xᵉ·r)' = e · c·xᵉ⁻¹·r
        Op.Exp => [g * n],                                                                               // (eˣ)' = eˣ
        Op.Expm1 => [g * Exp(n[0])],                                                                     // (eˣ − 1)' = eˣ
        Op.Log => [g / n[0]],                                                                            // (log x)' = 1/x
        Op.Log2 => [g * (1 / Math.Log(2)) / n[0]],                                                       // (log₂ x)' = 1/(x ln 2)
        Op.Log1p => [g / (1 + n[0])],                                                                    // (log(1 + x))' = 1/(1 + x)
        Op.Sigmoid => [g * n * Sigmoid(-n[0])],                                                          // σ' = σ(x) σ(−x)
        Op.Softplus => [g * Sigmoid(n[0])],                                                              // softplus' = σ
        Op.Tanh => [4 * g * Sigmoid(2 * n[0]) * Sigmoid(-2 * n[0])],                                     // tanh' = 1 − tanh² = 4 σ(2x) σ(−2x): nothing cancels
        Op.Sinh => [g * Cosh(n[0])],                                                                     // sinh' = cosh
        Op.Cosh => [g * Sinh(n[0])],                                                                     // cosh' = sinh
        Op.LogCosh => [g * Tanh(n[0])],                                                                  // (log cosh)' = tanh
        Op.Sin => [g * Cos(n[0])],                                                                       // sin' = cos
        Op.Cos => [-g * Sin(n[0])],                                                                      // cos' = −sin
        Op.Erf => [g * (2 / Math.Sqrt(Math.PI)) * Exp(-Square(n[0]))],                                   // erf' = 2/√π exp(−x²)
        Op.Cbrt => [g / (3 * Square(n))],                                                                // (∛x)' = 1/(3 (∛x)²)
        Op.Power => [g * n[1] * Power(n[0], n[1] - 1), g * n * Log(Where(Equal(n[0], 0), 1, n[0]))],     // ∂/∂x = y x^(y−1), ∂/∂y = x^y log x, 0 where x is 0
        Op.Atan2 => [g * n[1] / SquaredLength(n[0], n[1]), -g * n[0] / SquaredLength(n[0], n[1])],   // ∂/∂y = x/(x² + y²), ∂/∂x = −y/(x² + y²)
        Op.Abs => [g * (TieWeight(n[0], 0) - TieWeight(0, n[0]))],                                       // |x|' = sign x, 0 at 0
        Op.CopySign => [g * (TieWeight(n[0], 0) - TieWeight(0, n[0])) * CopySign(1, n[1]), null],        // as |x|, turned round where y is negative
        Op.Floor or Op.Ceiling or Op.Round or Op.Truncate => [null],                                     // steps
        Op.Smaller => [g * TieWeight(n[1], n[0]), g * TieWeight(n[0], n[1])],                            // ties: half to each
        Op.Larger => [g * TieWeight(n[0], n[1]), g * TieWeight(n[1], n[0])],
        Op.Minimum => [g * Side(n[1], n[0]), g * Side(n[0], n[1])],
        Op.Maximum => [g * Side(n[0], n[1]), g * Side(n[1], n[0])],
        Op.Select => [null, Where(n[0], g, 0), Where(n[0], 0, g)],
        Op.NegateIf => [null, NegateIf(n[0], g)],
        Op.StopGradient => [null],
        Op.TieWeight => [null, null],
        Op.Not => [null],
        Op.Greater or Op.GreaterOrEqual or Op.Equal or Op.And or Op.Or => [null, null],

        Op.Pick => [Where(IsClass(n[1]), g, 0), null],                                                   // (x_y)' = [k = y]
        Op.LogSumExp => [g * Softmax(n[0])],                                                             // (log Σ eˣ)' = softmax
        Op.Softmax => [Pullback(n[0], g)],                                                               // Jacobian diag s − s sᵀ
        Op.SoftmaxRest => [-g],                                                                          // (1 − s)' = −1
        Op.SoftmaxMiss => [g * Pick(Softmax(n[0]), n[1]) * n.Graph!.Make(Op.SoftmaxExcess, n[0], n[1]), null],   // (1 − s_y)' = s_y (s − [k = y])
        Op.CrossEntropy => [g * n.Graph!.Make(Op.SoftmaxExcess, n[0], n[1]), null],                      // (−log s_y)' = s − [k = y]
        Op.SoftmaxExcess => [(g - Sum(Axes.Class, g * Softmax(n[0]))) * Softmax(n[0]), null],
        Op.SoftmaxPullback =>                                                                            // symmetric in g; by x as the product that it is
        [
            Pullback(n[0], g * (n[1] - Sum(Axes.Class, n[1] * Softmax(n[0]))) - n[1] * Sum(Axes.Class, g * Softmax(n[0]))),
            Pullback(n[0], g),
        ],
        Op.SumOver => [g],
        Op.MaximumOver => [g * Where(Equal(n, n[0]), 1, 0) / Sum(n.Axis, Where(Equal(n, n[0]), 1, 0))],  // ties share alike
        _ => throw new NotSupportedException($"{n.Op} has no derivative: it appears only after lowering"),
    };

    /// <summary>The weight of a tie, of varying numbers not as 1 less that of the other side: in 1 − w + k w the slope k would be lost.</summary>
    private static Expr Side(Expr a, Expr b) => a.IsConstant || b.IsConstant ? TieWeight(a, b) : a.Graph!.Make(Op.TieWeight, a, b).As("tie");

    /// <summary>x² + y², or 1 below the square of 1e-16, where products with the reciprocal could overflow a float: the origin, and what counts as it, has derivative 0.</summary>
    private static Expr SquaredLength(Expr y, Expr x)
    {
        const double smallest = 1e-32;
        Expr sum = Square(x) + Square(y);
        return Where(Greater(smallest, sum), 1, sum).As("squaredLength");
    }

    /// <summary>x, or 1 where x is 0 and cannot be less: there a root like √(a² + b²) has no derivative, and 0, the middle of its slopes, stands for it.</summary>
    private static Expr Divisor(Expr x, double exponent) =>
        exponent > 0 && exponent < 1 && Algebra.IsNonNegative(x) && !Algebra.IsPositive(x) ? Where(Equal(x, 0), 1, x) : x;

    /// <summary>A product with the exponent of one of its bases less by 1. A base that is a product itself, such as −x under a root, would fall apart in a quotient.</summary>
    private static Expr Lowered(Expr product, int place) => product[place].Op == Op.Product && product.Exponents[place] > 1
        ? Algebra.Product(product.Number, product.Args.Select((x, i) => (x, product.Exponents[i] - (i == place ? 1 : 0))))
        : product / Divisor(product[place], product.Exponents[place]);

    private static Expr Pullback(Expr x, Expr g) => x.Graph!.Make(Op.SoftmaxPullback, x, g);

    private static Expr IsClass(Expr index) => Equal(index.Graph!.Index(Axes.Class), index);

    /// <summary>A value that was broadcast along an axis receives the sum of the adjoints along it.</summary>
    private static Expr SumBroadcast(Expr node, Expr arg, Expr contribution, bool guards)
    {
        foreach (Axes axis in new[] { Axes.Class, Axes.Item })
        {
            if ((node.Axes & ~arg.Axes & axis) != 0)
            {
                Expr one = arg.Graph!.Of(contribution);
                contribution = guards ? Guard.Sum(axis, one) : Sum(axis, one);
            }
        }

        return contribution;
    }

    private static HashSet<Expr> DependentNodes(Expr value, IReadOnlyList<Expr> variables)
    {
        HashSet<Expr> dependent = [.. variables];
        HashSet<Expr> seen = [];
        Visit(value);
        return dependent;

        bool Visit(Expr node)
        {
            if (seen.Add(node))
            {
                bool depends = false;
                foreach (Expr arg in node.Args)
                {
                    depends |= Visit(arg);
                }

                if (depends)
                {
                    dependent.Add(node);
                }
            }

            return dependent.Contains(node);
        }
    }
}
