using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// Writes the loops over a row's classes. Sixteen classes are a step whatever the width; what is left of a row goes through a workspace of sixteen, and a
/// row longer than a block adds its blocks up in double.
/// </summary>
internal sealed class ClassLoopWriter(CodeWriter writer, KernelSignature signature, RowLayout layout, Body lanes)
{
    private const int Step = Accumulator.VirtualLanes;
    private const int Block = 2048;

    /// <summary>
    /// Loops of no more operations are written out for a whole step of sixteen: their counting would cost as much as their work. With few registers all are,
    /// because the constants that found none are then read half as often.
    /// </summary>
    private const int Short = 3;

    private Spelling Spelling => lanes.Spelling;

    /// <summary>Whether the class count is known to be whole steps that fit a block: then there is no tail and one plain loop.</summary>
    private bool IsPlain => signature.Classes is > 0 and <= Block && signature.Classes % Step == 0;

    /// <summary>What stands before the loop over the rows.</summary>
    public void Prepare(Segment loop)
    {
        if (signature.Classes > 0)
        {
            writer.Line($"const int classes = {CSharpLiteral.Int(signature.Classes)};");
        }

        if (!IsPlain)
        {
            writer.Line($"nuint full = (nuint)classes & ~(nuint){Step - 1};       // the classes in whole steps; the others go through the workspace");
            for (int i = 0; i < layout.OverClasses.Count; i++)
            {
                if (!Uses(loop, layout.OverClasses[i].Role))
                {
                    continue;
                }

                writer.Line($"ref float {layout.OverClasses[i].Role.ParameterName()}Tail = ref Unsafe.Add(ref workspace, {Step * i});");
            }
        }

        lanes.Constants([.. loop.Values]);
        foreach ((Expr value, string name) in signature.Scalars)
        {
            lanes.Bind(value, name);
        }
    }

    /// <summary>One loop, for the row of the tile, and after it what is written at the row's class alone.</summary>
    public void Write(Segment loop)
    {
        Loop(loop);
        foreach (Store store in loop.Stores.Where(s => s.At is not null))
        {
            writer.Line($"Unsafe.Add(ref {store.Role.ParameterName()}Row, Unsafe.Add(ref {store.At!.Role.ParameterName()}, tile + row)) = {CSharpLiteral.Float(store.Value.Number)};       // for the sums, which leave it out");
        }
    }

    private void Loop(Segment loop)
    {
        Accumulator[] accumulators = loop.Reductions.Select((r, i) => NewAccumulator(r, i)).ToArray();
        Broadcast(loop);
        if (IsPlain)
        {
            Array.ForEach(accumulators, a => a.Clear(writer));
            Steps(loop, accumulators, "Row", "classes", "0");
            foreach (Accumulator a in accumulators)
            {
                writer.Line($"{layout.Element(a.Reduction)} = {a.Total()};");
            }

            return;
        }

        foreach (Accumulator a in accumulators)
        {
            writer.Line(IsSum(a) ? $"double {Name(a)} = 0;" : $"float {Name(a)} = float.NegativeInfinity;");
        }

        writer.Block("for (nuint from = 0, steps; from < (nuint)classes; from += steps)", () => Part(loop, accumulators));
        foreach (Accumulator a in accumulators)
        {
            writer.Line($"{layout.Element(a.Reduction)} = {(IsSum(a) ? "(float)" : "")}{Name(a)};");
        }
    }

    public static bool Uses(Segment loop, Role role) => loop.Stores.Any(s => s.Role == role) || Reads(loop, role);

    /// <summary>A block of a long row, or its tail.</summary>
    private void Part(Segment loop, Accumulator[] accumulators)
    {
        writer.Line("bool isTail = from == full;");
        writer.Line($"steps = isTail ? {Step} : nuint.Min(full - from, {Block});");
        string[] used = layout.OverClasses.Where(s => Uses(loop, s.Role)).Select(s => s.Role.ParameterName()).ToArray();
        string[] read = layout.OverClasses.Where(s => Reads(loop, s.Role)).Select(s => s.Role.ParameterName()).ToArray();
        string[] written = layout.OverClasses.Where(s => loop.Stores.Any(store => store.Role == s.Role)).Select(s => s.Role.ParameterName()).ToArray();
        if (read.Length > 0)
        {
            writer.Block("if (isTail)", () => Array.ForEach(read, name => writer.Line($"Lanes.Copy(ref Unsafe.Add(ref {name}Row, full), ref {name}Tail, (nuint)classes - full);")));
            writer.Gap();
        }

        Array.ForEach(used, name => writer.Line($"ref float {name}Part = ref (isTail ? ref {name}Tail : ref Unsafe.Add(ref {name}Row, from));"));
        Array.ForEach(accumulators, a => a.Clear(writer));
        Steps(loop, accumulators, "Part", "steps", "(int)from");
        foreach (Accumulator a in accumulators)
        {
            string total = $"(isTail ? {a.Total("(nuint)classes - from")} : {a.Total()})";
            writer.Line(IsSum(a) ? $"{Name(a)} += {total};" : $"{Name(a)} = Lanes.Larger({total}, {Name(a)});");
        }

        if (written.Length > 0)
        {
            writer.Block("if (isTail)", () => Array.ForEach(written, name => writer.Line($"Lanes.Copy(ref {name}Tail, ref Unsafe.Add(ref {name}Row, full), (nuint)classes - full);")));
        }
    }

    /// <summary>The loop itself.</summary>
    private void Steps(Segment loop, Accumulator[] accumulators, string suffix, string count, string first)
    {
        Expr[] leaves = Leaves(loop).ToArray();
        Expr? index = leaves.FirstOrDefault(n => n.Op == Op.Index);
        if (index is not null && Spelling.Lanes > 1)
        {
            writer.Line($"var index = {Spelling.Indices}{(first == "0" ? "" : $" + {Spelling.Broadcast(first)}")};");
            lanes.Bind(index, "index");
        }

        bool isWritten = Spelling.FewRegisters || (Spelling.Lanes > 1 && loop.Values.Count <= Short);
        int step = isWritten ? Step : Spelling.Lanes;
        writer.Block($"for (nuint k = 0; k < {count}; k += {step})", () =>
        {
            for (int part = 0; part < step / Spelling.Lanes; part++)
            {
                One(loop, leaves, accumulators, suffix, part == 0 ? "k" : $"k + {part * Spelling.Lanes}", first, isWritten ? part : null);
                if (index is not null && Spelling.Lanes > 1)
                {
                    writer.Line($"index += {Spelling.Int(Spelling.Lanes)};");
                }
            }
        });
    }

    /// <summary>One vector of classes.</summary>
    private void One(Segment loop, Expr[] leaves, Accumulator[] accumulators, string suffix, string k, string first, int? part)
    {
        foreach (Expr leaf in leaves)
        {
            if (leaf.Op == Op.Index)
            {
                lanes.Bind(leaf, Spelling.Lanes > 1 ? "index" : first == "0" ? "(int)k" : $"({first} + (int)k)");
                continue;
            }

            bool isKept = leaf.Op != Op.Input;
            string name = lanes.Names.Next(isKept ? leaf.Name ?? "kept" : FormulaPrinter.InputName(leaf));
            Role role = isKept ? loop.Workspace!.Value : leaf.Role;
            writer.Line($"var {name} = {Spelling.Load(ElementType.Float, role.ParameterName() + suffix, k)};");
            lanes.Bind(leaf, name);
        }

        Store[] stores = loop.Stores.Where(s => s.At is null).ToArray();
        lanes.Compute(loop.Values, stores.Select(s => s.Value).Concat(loop.Reductions.Select(r => r[0])));
        foreach (Accumulator a in accumulators)
        {
            a.Add(writer, lanes.Text(a.Reduction[0]), k, part);
        }

        foreach (Store store in stores)
        {
            writer.Line(Spelling.Store(lanes.Text(store.Value), store.Role.ParameterName() + suffix, k) + ";");
        }
    }

    /// <summary>What is the same for all classes becomes a vector of copies before the loop.</summary>
    private void Broadcast(Segment loop)
    {
        foreach (Expr value in loop.Values.SelectMany(v => v.Args).Concat(loop.Stores.Select(s => s.Value))
            .Where(n => (n.Axes & Axes.Class) == 0 && !n.IsConstant && n.Axes != Axes.None).Distinct())
        {
            string name = lanes.Names.Next(value.Name ?? FormulaPrinter.InputName(value));
            string scalar = value.Type == NodeType.Int ? $"Unsafe.Add(ref {value.Role.ParameterName()}, tile + row)" : layout.Element(value);
            writer.Line($"var {name} = {Spelling.Broadcast(scalar)};");
            lanes.Bind(value, name);
        }
    }

    /// <summary>What the loop reads: inputs, the class index, and a value that an earlier loop kept.</summary>
    private static IEnumerable<Expr> Leaves(Segment loop) => loop.Values.SelectMany(v => v.Args)
        .Concat(loop.Stores.Select(s => s.Value)).Concat(loop.Reductions.Select(r => r[0]))
        .Where(n => (n.Axes & Axes.Class) != 0 && !loop.Values.Contains(n)).Distinct();

    private static bool Reads(Segment loop, Role role) =>
        Leaves(loop).Any(n => n.Op == Op.Input ? n.Role == role : n.Op != Op.Index && loop.Workspace == role);

    private Accumulator NewAccumulator(Expr reduction, int index) =>
        new(reduction, Spelling, lanes.Names.Next((reduction.Name ?? "sum") + "Lanes"), $"Unsafe.Add(ref workspace, {Step * (layout.OverClasses.Count + index)})");

    private static bool IsSum(Accumulator a) => a.Reduction.Op == Op.SumOver;

    private static string Name(Accumulator a) => (a.Reduction.Name ?? "sum") + "SoFar";
}
