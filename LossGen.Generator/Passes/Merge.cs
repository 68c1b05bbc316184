using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>
/// One formula out of two that are chosen between: <c>c ? f(a) : f(b)</c> is <c>f(c ? a : b)</c>, so that f is computed once.
/// A hard target gives a loss two formulas, one for 1 and one for 0, which differ in a sign and a weight.
/// </summary>
internal static class Merge
{
    public const string Step = "one formula for both labels: z is −x where the target is 1, else x";

    public static Expr Run(Expr condition, Expr yes, Expr no) => (yes, no) switch
    {
        _ when yes == no                                      => yes,
        _ when yes == -no                                     => NegateIf(condition, no).As("z").In(Step),
        ({ IsConstant: true }, _) or (_, { IsConstant: true }) => Where(condition, yes, no),
        ({ Op: Op.Product }, _) or (_, { Op: Op.Product })    => Products(condition, yes, no),
        _ when yes.Op == no.Op && yes.Args.Length == no.Args.Length && yes.Args.Length > 0 && yes.Axis == no.Axis
                                                              => Rewriter.Rebuild(yes, yes.Args.Zip(no.Args, (a, b) => Run(condition, a, b)).ToArray()),
        _                                                     => Where(condition, yes, no),
    };

    /// <summary>Pairs the factors of equal operation and exponent; the coefficients become a choice of two numbers.</summary>
    private static Expr Products(Expr condition, Expr yes, Expr no)
    {
        (double a, IEnumerable<(Expr Base, double Exponent)> left) = Algebra.Factors(yes);
        (double b, IEnumerable<(Expr Base, double Exponent)> right) = Algebra.Factors(no);
        List<(Expr Base, double Exponent)> unpaired = right.ToList();
        Expr result = a == b ? a : Where(condition, a, b).As("factor");
        foreach ((Expr x, double e) in left)
        {
            int twin = unpaired.FindIndex(f => f.Exponent == e && (f.Base == x || (f.Base.Op == x.Op && x.Args.Length > 0)));
            if (twin < 0)
            {
                return Where(condition, yes, no);
            }

            result *= Pow(Run(condition, x, unpaired[twin].Base), e);
            unpaired.RemoveAt(twin);
        }

        return unpaired.Count == 0 ? result : Where(condition, yes, no);
    }
}
