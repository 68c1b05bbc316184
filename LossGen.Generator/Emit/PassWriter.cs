using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes what runs a pass: the loop over blocks of items, the tail of the last block, and the choice of the width.</summary>
internal sealed class PassWriter(CodeWriter writer, KernelSignature signature, ItemPass work, Skeleton skeleton, KernelSpec spec)
{
    private int Step => signature.VirtualLanes;

    private string Real => signature.Real.Keyword();

    /// <summary>Runs the pass over blocks of items: their sums are float inside and double outside.</summary>
    public void Blocks(Func<Expr, string> scalar)
    {
        ViewWriter views = Views(scalar);
        if (spec.IsOverViews)
        {
            views.Prepare(spec.Prediction);
        }

        if (spec.Options.IsParallel)
        {
            new ParallelWriter(writer, signature, spec, views.Places).Share(scalar, Block, Operations, TotalName);
            return;
        }

        Locals();
        Sums(TotalName);
        Loop("0", "count", views, scalar, TotalName);
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

        string scalar(Expr value) => signature.Scalars.First(s => s.Value == value).Name;
        ViewWriter views = Views(scalar);
        new ParallelWriter(writer, signature, spec, views.Places).Write(TotalName, () =>
        {
            Locals();
            if (spec.IsOverViews)
            {
                writer.Line($"runs{Number}.Seek((nint)first);");
            }

            static string groups(string total) => total + "Groups";
            Sums(sum => groups(TotalName(sum)));
            Loop("first", "afterLast", views, scalar, sum => groups(TotalName(sum)));
            foreach (Expr sum in signature.Reductions)
            {
                writer.Line($"{TotalName(sum)} += {groups(TotalName(sum))}.Total;");
            }
        });
    }

    private ViewWriter Views(Func<Expr, string> scalar) => new(writer, signature, skeleton, Number, (first, count) => Call(first, count, scalar));

    private string Block => !signature.NeedsClasses ? "Blocks.Items" : $"Blocks.Rows({(signature.Classes > 0 ? CSharpLiteral.Int(signature.Classes) : "classes")})";

    /// <summary>The operations on one item.</summary>
    private string Operations
    {
        get
        {
            string operations = CSharpLiteral.Int(Math.Max(1, work.Segments.Sum(s => s.Values.Count)));
            return !signature.NeedsClasses ? operations : $"{operations} * {(signature.Classes > 0 ? CSharpLiteral.Int(signature.Classes) : "classes")}";
        }
    }

    private void Locals()
    {
        writer.Line($"nuint {Prefix("block")} = {Block};");
        if (signature.Reductions.Count > 0)
        {
            writer.Line($"Span<{Real}> {Prefix("lanes")} = stackalloc {Real}[{Step * signature.Reductions.Count}];");
            writer.Line($"ref {Real} {Prefix("sums")} = ref MemoryMarshal.GetReference({Prefix("lanes")});");
        }

        if (signature.NeedsClasses)
        {
            writer.Line($"ref float {Prefix("workspace")} = ref MemoryMarshal.GetReference(stackalloc float[{new RowLayout(signature, work).Floats}]);");
        }
    }

    private void Sums(Func<Expr, string> name)
    {
        foreach (Expr sum in signature.Reductions)
        {
            writer.Line($"var {name(sum)} = new GroupedSum(count, {Prefix("block")});");
        }
    }

    private void Loop(string first, string afterLast, ViewWriter views, Func<Expr, string> scalar, Func<Expr, string> groups)
    {
        if (spec.IsOverViews)
        {
            views.Locals();
        }

        writer.Block($"for (nuint start = {first}; start < {afterLast}; start += {Prefix("block")})", () =>
        {
            writer.Line($"nuint items = nuint.Min({Prefix("block")}, {afterLast} - start);");
            if (signature.Reductions.Count > 0)
            {
                writer.Line($"{Prefix("lanes")}.Clear();");
            }

            if (spec.IsOverViews)
            {
                views.Pieces();
            }
            else
            {
                Call((s, more) => $"ref Unsafe.Add(ref {s.Role.ParameterName()}, {Offset(s, more.Length == 0 ? "start" : $"(start + {more})")})", "items", scalar);
            }

            for (int i = 0; i < signature.Reductions.Count; i++)
            {
                string lanes = i == 0 ? $"ref {Prefix("sums")}" : $"ref Unsafe.Add(ref {Prefix("sums")}, {Step * i})";
                writer.Line($"{groups(signature.Reductions[i])}.Add(Lanes.Sum({lanes}));");
            }
        });
        writer.Gap();
    }

    /// <summary>The kernel's call for some items; what is left of a step is a call of its own.</summary>
    /// <param name="stream">Where a stream begins, or goes on after some items of it.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="scalar">The text of what is the same for all items.</param>
    private void Call(Func<ParameterSpec, string, string> stream, string items, Func<Expr, string> scalar)
    {
        string arguments(string first, string count) => string.Join(", ", signature.All(
            s => stream(s, first),
            count,
            signature.RowArguments("classes", $"ref {Prefix("workspace")}"),
            s => $"({Real}){scalar(signature.Scalars.First(p => p.Name == s).Value)}",
            $"ref {Prefix("sums")}"));
        if (signature.NeedsClasses)
        {
            writer.Line($"{signature.Name}({arguments("", items)});");
            return;
        }

        writer.Line($"nuint whole = {items} & ~(nuint){Step - 1};");
        writer.Line($"{signature.Name}({arguments("", "whole")});");
        writer.Block($"if (whole < {items})", () => writer.Line($"{signature.Name}Tail({arguments("whole", $"{items} - whole")});"));
    }

    private string TotalName(Expr sum) => (sum.Name ?? "total" + CSharpLiteral.Int(signature.Reductions.ToList().IndexOf(sum) + 1)) + Number;

    /// <summary>The widest kernel that the machine runs.</summary>
    public void Choice(IReadOnlyList<Spelling> spellings)
    {
        writer.Gap();
        writer.Line("/// <summary>The widest kernel that the machine has instructions for.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Block($"private static void {signature.Name}({signature.Parameters})", () =>
        {
            foreach (Spelling spelling in spellings)
            {
                string call = $"{signature.Name}{spelling.Suffix}({signature.Forwarded});";
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

    /// <summary>The last items, fewer than the virtual lanes: in padded copies, so that the kernels never meet a partial step.</summary>
    public void Tail()
    {
        if (signature.NeedsClasses)
        {
            return;
        }

        writer.Gap();
        writer.Line("/// <summary>The last items, in padded copies: the kernels take whole steps.</summary>");
        writer.Block($"private static void {signature.Name}Tail({signature.Parameters})", () =>
        {
            foreach (ParameterSpec stream in signature.Streams)
            {
                string name = stream.Role.ParameterName(), type = KernelSignature.TypeOf(stream);
                writer.Line($"ref {type} {name}Copy = ref MemoryMarshal.GetReference(stackalloc {type}[{Step * Components(stream)}]);");
                if (!stream.Role.IsOutput() || signature.Reads(stream.Role))
                {
                    writer.Line($"Lanes.Copy(ref {name}, ref {name}Copy, {Scaled("count", stream)});");
                }
            }

            if (signature.Reductions.Count > 0)
            {
                writer.Line($"Span<{Real}> before = stackalloc {Real}[{Step * signature.Reductions.Count}];");
                writer.Line($"Span<{Real}> after = MemoryMarshal.CreateSpan(ref sums, before.Length);");
                writer.Line("after.CopyTo(before);");
            }

            writer.Line($"{signature.Name}({string.Join(", ", signature.All(s => $"ref {s.Role.ParameterName()}Copy", CSharpLiteral.Int(Step), [], s => s, "ref sums"))});");
            for (int i = 0; i < signature.Reductions.Count; i++)
            {
                string range = i == 0 ? $"(int)count..{Step}" : $"({Step * i} + (int)count)..{Step * (i + 1)}";
                writer.Line($"before[{range}].CopyTo(after[{range}]);");
            }

            foreach (ParameterSpec stream in signature.Streams.Where(s => s.Role.IsOutput()))
            {
                string name = stream.Role.ParameterName();
                writer.Line($"Lanes.Copy(ref {name}Copy, ref {name}, {Scaled("count", stream)});");
            }
        });
    }

    /// <summary>The number of a second and later pass, for its names.</summary>
    private string Number => signature.Name.Substring("Kernel".Length);

    private string Prefix(string name) => name + Number;

    private string Offset(ParameterSpec stream, string first) =>
        signature.NeedsClasses && IsOverClasses(stream)
            ? $"{first} * {(signature.Classes > 0 ? CSharpLiteral.Int(signature.Classes) : "classes")}"
            : Scaled(first, stream);

    private string Scaled(string count, ParameterSpec stream) => Components(stream) == 1 ? count : $"{Components(stream)} * {(count.Contains(' ') && count[0] != '(' ? $"({count})" : count)}";

    private int Components(ParameterSpec stream) => skeleton.Components(stream.Role);

    private static bool IsOverClasses(ParameterSpec stream) => stream.Role.IsPrediction() || stream.Role.IsGradient();
}
