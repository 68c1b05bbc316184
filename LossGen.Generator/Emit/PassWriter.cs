using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes what runs a pass over items side by side, or over rows whose classes stand side by side: the loop over blocks, and the tail of the last one.</summary>
internal sealed class PassWriter(CodeWriter writer, KernelSignature signature, ItemPass work, Skeleton skeleton, KernelSpec spec) : PassDriver(writer, signature, work, spec)
{
    private int Step => Signature.VirtualLanes;

    private string Real => Signature.Real.Keyword();

    protected override IEnumerable<(string Type, string Name)> Places => Spec.IsOverViews ? Views(_ => "").Places : [];

    protected override string Block => !Signature.NeedsClasses ? "Blocks.Items" : $"Blocks.Rows({Signature.ClassCount})";

    public override void Prepare()
    {
        if (Spec.IsOverViews)
        {
            Views(_ => "").Prepare(Spec.Prediction);
        }
    }

    private ViewWriter Views(Func<Expr, string> scalar) => new(Writer, Signature, skeleton, Number, (first, count) => Call(first, count, scalar));

    private void Locals()
    {
        if (Signature.Reductions.Count > 0)
        {
            Writer.Line($"Span<{Real}> {Prefix("lanes")} = stackalloc {Real}[{Step * Signature.Reductions.Count}];");
            Writer.Line($"ref {Real} {Prefix("sums")} = ref MemoryMarshal.GetReference({Prefix("lanes")});");
        }

        if (Signature.NeedsClasses)
        {
            Writer.Line($"ref {Real} {Prefix("workspace")} = ref MemoryMarshal.GetReference(stackalloc {Real}[{new RowLayout(Signature, Work).Size}]);");
        }
    }

    protected override void Loop(string first, string afterLast, Func<Expr, string> scalar, Func<Expr, string> groups)
    {
        ViewWriter views = Views(scalar);
        Locals();
        if (Spec.IsOverViews)
        {
            if (first != "0")
            {
                Writer.Line($"runs{Number}.Seek((nint){first});");
            }

            views.Locals();
        }

        Writer.Block($"for (nuint start = {first}; start < {afterLast}; start += {Prefix("block")})", () =>
        {
            Writer.Line($"nuint items = nuint.Min({Prefix("block")}, {afterLast} - start);");
            if (Signature.Reductions.Count > 0)
            {
                Writer.Line($"{Prefix("lanes")}.Clear();");
            }

            if (Spec.IsOverViews)
            {
                views.Pieces();
            }
            else
            {
                Call((s, more) => s.Role == Role.ClassWeights ? "ref classWeights" : $"ref Unsafe.Add(ref {s.Stem}, {Offset(s, more.Length == 0 ? "start" : $"(start + {more})")})", "items", scalar);
            }

            for (int i = 0; i < Signature.Reductions.Count; i++)
            {
                string lanes = i == 0 ? $"ref {Prefix("sums")}" : $"ref Unsafe.Add(ref {Prefix("sums")}, {Step * i})";
                Writer.Line($"{groups(Signature.Reductions[i])}.Add(Lanes.Sum({lanes}));");
            }
        });
        Writer.Gap();
    }

    /// <summary>The kernel's call for some items; what is left of a step is a call of its own.</summary>
    /// <param name="stream">Where a stream begins, or goes on after some items of it.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="scalar">The text of what is the same for all items.</param>
    private void Call(Func<ParameterSpec, string, string> stream, string items, Func<Expr, string> scalar)
    {
        string arguments(string first, string count) => string.Join(", ", Signature.All(
            s => stream(s, first),
            _ => [],
            count,
            Signature.RowArguments("classes", $"ref {Prefix("workspace")}"),
            s => $"({Real}){scalar(Signature.Scalars.First(p => p.Name == s).Value)}",
            $"ref {Prefix("sums")}"));
        if (Signature.NeedsClasses)
        {
            Writer.Line($"{Signature.Name}({arguments("", items)});");
            return;
        }

        Writer.Line($"nuint whole = {items} & ~(nuint){Step - 1};");
        Writer.Line($"{Signature.Name}({arguments("", "whole")});");
        Writer.Block($"if (whole < {items})", () => Writer.Line($"{Signature.Name}Tail({arguments("whole", $"{items} - whole")});"));
    }

    /// <summary>The last items, fewer than the virtual lanes: in padded copies, so that the kernels never meet a partial step.</summary>
    public override void Tail()
    {
        if (Signature.NeedsClasses)
        {
            return;
        }

        Writer.Gap();
        Writer.Line("// The last items, in padded copies: the kernels take whole steps.");
        Writer.Block($"private static void {Signature.Name}Tail({Signature.Parameters})", () =>
        {
            foreach (ParameterSpec stream in Signature.Streams)
            {
                string name = stream.Stem, type = KernelSignature.TypeOf(stream);
                Writer.Line($"ref {type} {name}Copy = ref MemoryMarshal.GetReference(stackalloc {type}[{Step * Components(stream)}]);");
                if (!stream.Role.IsOutput() || Signature.Reads(stream.Role))
                {
                    Writer.Line($"Lanes.Copy(ref {name}, ref {name}Copy, {Scaled("count", stream)});");
                }
            }

            if (Signature.Reductions.Count > 0)
            {
                Writer.Line($"Span<{Real}> before = stackalloc {Real}[{Step * Signature.Reductions.Count}];");
                Writer.Line($"Span<{Real}> after = MemoryMarshal.CreateSpan(ref sums, before.Length);");
                Writer.Line("after.CopyTo(before);");
            }

            Writer.Line($"{Signature.Name}({string.Join(", ", Signature.All(s => $"ref {s.Stem}Copy", _ => [], CSharpLiteral.Int(Step), [], s => s, "ref sums"))});");
            for (int i = 0; i < Signature.Reductions.Count; i++)
            {
                string range = i == 0 ? $"(int)count..{Step}" : $"({Step * i} + (int)count)..{Step * (i + 1)}";
                Writer.Line($"before[{range}].CopyTo(after[{range}]);");
            }

            foreach (ParameterSpec stream in Signature.Streams.Where(s => s.Role.IsOutput()))
            {
                string name = stream.Stem;
                Writer.Line($"Lanes.Copy(ref {name}Copy, ref {name}, {Scaled("count", stream)});");
            }
        });
    }

    private string Prefix(string name) => name + Number;

    private string Offset(ParameterSpec stream, string first) =>
        Signature.NeedsClasses && Signature.IsOverClasses(stream)
            ? $"{first} * {(Signature.Classes > 0 ? CSharpLiteral.Int(Signature.Classes) : "classes")}"
            : Scaled(first, stream);

    private string Scaled(string count, ParameterSpec stream) => Components(stream) == 1 ? count : $"{Components(stream)} * {(count.Contains(' ') && count[0] != '(' ? $"({count})" : count)}";

    private int Components(ParameterSpec stream) => skeleton.Components(stream.Role);
}
