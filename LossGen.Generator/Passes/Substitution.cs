using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>A formula with other values in some places.</summary>
internal static class Substitution
{
    /// <param name="formula">The formula.</param>
    /// <param name="replacement">What stands in place of a value; null where it stays.</param>
    public static Expr Run(Expr formula, Func<Expr, Expr?> replacement)
    {
        Dictionary<Expr, Expr> done = [];
        return Of(formula);

        Expr Of(Expr e)
        {
            if (!done.TryGetValue(e, out Expr? result))
            {
                result = replacement(e) ?? (e.Args.Length == 0 ? e : Rewriter.Rebuild(e, Array.ConvertAll(e.Args, Of)));
                if (e.Name is { } name && result.Args.Length > 0)
                {
                    result.As(name);
                }

                done[e] = result;
            }

            return result;
        }
    }
}
