using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes what runs a pass: the loop over blocks of items, whose sums are float inside and double outside, and the choice of the width.</summary>
internal abstract class PassDriver(CodeWriter writer, KernelSignature signature, ItemPass work, KernelSpec spec)
{
    protected CodeWriter Writer => writer;

    protected ItemPass Work => work;

    protected KernelSignature Signature => signature;

    protected KernelSpec Spec => spec;

    /// <summary>The number of a second and later pass, for its names.</summary>
    protected string Number => signature.Name.Substring("Kernel".Length);

    /// <summary>The kernels of the pass, each in all widths.</summary>
    public virtual IEnumerable<KernelSignature> Kernels => [signature];

    /// <summary>The items in a block.</summary>
    protected abstract string Block { get; }

    /// <summary>What a part of the pass takes beside the streams: where the items are.</summary>
    protected abstract IEnumerable<(string Type, string Name)> Places { get; }

    /// <summary>Finds where the items are.</summary>
    public abstract void Prepare();

    /// <summary>Runs the pass.</summary>
    public void Blocks(Func<Expr, string> scalar)
    {
        if (spec.Options.IsParallel)
        {
            Parallel().Share(scalar, Block, Operations, TotalName);
            return;
        }

        writer.Line($"nuint block{Number} = {Block};");
        Sums(TotalName);
        Loop("0", "count", scalar, TotalName);
    }

    /// <summary>The text of a sum over all items.</summary>
    public string TotalOf(Expr sum) => TotalName(sum) + (spec.Options.IsParallel ? "" : ".Total");

    /// <summary>The part of the pass that one thread runs at a time.</summary>
    public void Range()
    {
        if (!spec.Options.IsParallel)
        {
            return;
        }

        Parallel().Write(TotalName, () =>
        {
            static string groups(string total) => total + "Groups";
            writer.Line($"nuint block{Number} = {Block};");
            Sums(sum => groups(TotalName(sum)));
            Loop("first", "afterLast", scalar => signature.Scalars.First(s => s.Value == scalar).Name, sum => groups(TotalName(sum)));
            foreach (Expr sum in signature.Reductions)
            {
                writer.Line($"{TotalName(sum)} += {groups(TotalName(sum))}.Total;");
            }
        });
    }

    /// <summary>The widest kernel that the machine runs.</summary>
    public void Choice(IReadOnlyList<Spelling> spellings)
    {
        foreach (KernelSignature kernel in Kernels)
        {
            Choice(kernel, spellings);
        }
    }

    private void Choice(KernelSignature kernel, IReadOnlyList<Spelling> spellings)
    {
        writer.Gap();
        writer.Line("// The widest kernel that the machine has instructions for.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Block($"private static void {kernel.Name}({kernel.Parameters})", () =>
        {
            foreach (Spelling spelling in spellings)
            {
                string call = $"{kernel.Name}{spelling.Suffix}({kernel.Forwarded});";
                if (spelling == spellings[spellings.Count - 1])
                {
                    writer.Line(call);
                }
                else
                {
                    writer.Block($"if (Widths.Has{spelling.Suffix})", () => writer.Line($"{call}\nreturn;"));
                    writer.Gap();
                }
            }
        });
    }

    /// <summary>What runs the items that are no whole step.</summary>
    public abstract void Tail();

    /// <summary>Goes through blocks of items and adds their sums to <paramref name="groups"/>.</summary>
    protected abstract void Loop(string first, string afterLast, Func<Expr, string> scalar, Func<Expr, string> groups);

    private ParallelWriter Parallel() => new(writer, signature, spec, Places);

    private void Sums(Func<Expr, string> name)
    {
        foreach (Expr sum in signature.Reductions)
        {
            writer.Line($"var {name(sum)} = new GroupedSum(count, block{Number});");
        }
    }

    /// <summary>The operations on one item.</summary>
    private string Operations
    {
        get
        {
            string operations = CSharpLiteral.Int(Math.Max(1, work.Segments.Sum(s => s.Values.Count)));
            return !signature.NeedsClasses ? operations : $"{operations} * {signature.ClassCount}";
        }
    }

    /// <summary>What a sum over all items is called.</summary>
    public string TotalName(Expr sum) => (sum.Name ?? "total" + CSharpLiteral.Int(signature.Reductions.ToList().IndexOf(sum) + 1)) + Number;
}
