using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// Writes the loops over a row's classes. Sixteen classes are a step whatever the width; what is left of a row waits in a workspace of sixteen, and a row
/// longer than a block adds its blocks up in double.
/// </summary>
internal sealed class ClassLoopWriter(
    CodeWriter writer, KernelSignature signature, ItemPass pass, Body row, Body lanes, ParameterSpec[] overClasses)
{
    private const int Step = Accumulator.VirtualLanes;
    private const int Block = 2048;

    private Spelling Spelling => lanes.Spelling;

    /// <summary>Whether the class count is known to be whole steps that fit a block: then there is no tail and one plain loop.</summary>
    private bool IsPlain => signature.Classes is > 0 and <= Block && signature.Classes % Step == 0;

    /// <summary>What stands before the loop over the rows.</summary>
    public void Prepare()
    {
        if (signature.Classes > 0)
        {
            writer.Line($"const int classes = {CSharpLiteral.Int(signature.Classes)};");
        }

        if (!IsPlain)
        {
            writer.Line($"nuint full = (nuint)classes & ~(nuint){Step - 1};       // the classes in whole steps; the others wait in the workspace");
            for (int i = 0; i < overClasses.Length; i++)
            {
                writer.Line($"ref float {overClasses[i].Role.ParameterName()}Tail = ref Unsafe.Add(ref workspace, {Step * i});");
            }
        }

        lanes.Constants([.. pass.Segments.Where(s => s.Axis == Axes.Class).SelectMany(s => s.Values)]);
    }

    public void CopyTailIn()
    {
        if (!IsPlain)
        {
            foreach (ParameterSpec stream in overClasses.Where(s => !s.Role.IsOutput()))
            {
                string name = stream.Role.ParameterName();
                writer.Line($"Lanes.Copy(ref Unsafe.Add(ref {name}Row, full), ref {name}Tail, (nuint)classes - full);");
            }
        }
    }

    public void Write(Segment loop)
    {
        Accumulator[] accumulators = loop.Reductions.Select((r, i) => NewAccumulator(r, i)).ToArray();
        writer.Gap();
        Broadcast(loop);
        if (IsPlain)
        {
            Array.ForEach(accumulators, a => a.Clear(writer));
            Steps(loop, accumulators, "Row", "classes", "0");
            foreach (Accumulator a in accumulators)
            {
                Declare(a, $"float {Name(a)} = {a.Total()};");
            }

            return;
        }

        foreach (Accumulator a in accumulators)
        {
            writer.Line(IsSum(a) ? $"double {Name(a)}InBlocks = 0;" : $"float {Name(a)} = float.NegativeInfinity;");
        }

        writer.Block("for (nuint from = 0, steps; from < classes; from += steps)", () => Part(loop, accumulators));
        foreach (Accumulator a in accumulators)
        {
            Declare(a, IsSum(a) ? $"float {Name(a)} = (float){Name(a)}InBlocks;" : null);
        }

        foreach (Store store in loop.Stores.Where(s => !IsWorkspace(loop, s)))
        {
            string name = store.Role.ParameterName();
            writer.Line($"Lanes.Copy(ref {name}Tail, ref Unsafe.Add(ref {name}Row, full), (nuint)classes - full);");
        }
    }

    /// <summary>A block of a long row, or its tail.</summary>
    private void Part(Segment loop, Accumulator[] accumulators)
    {
        writer.Line("bool isTail = from == full;");
        writer.Line($"steps = isTail ? {Step} : nuint.Min(full - from, {Block});");
        foreach (ParameterSpec stream in overClasses.Where(s => Uses(loop, s.Role)))
        {
            string name = stream.Role.ParameterName();
            writer.Line($"ref float {name}Part = ref (isTail ? ref {name}Tail : ref Unsafe.Add(ref {name}Row, from));");
        }

        Array.ForEach(accumulators, a => a.Clear(writer));
        Steps(loop, accumulators, "Part", "steps", "(int)from");
        foreach (Accumulator a in accumulators)
        {
            string total = a.Total("(nuint)classes - from");
            writer.Line(IsSum(a) ? $"{Name(a)}InBlocks += {total};" : $"{Name(a)} = Lanes.Larger({total}, {Name(a)});");
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

        writer.Block($"for (nuint k = 0; k < {count}; k += {Spelling.Lanes})", () =>
        {
            if (index is not null && Spelling.Lanes == 1)
            {
                lanes.Bind(index, first == "0" ? "(int)k" : $"{first} + (int)k");
            }

            UniqueNames scope = lanes.Names;
            foreach (Expr leaf in leaves.Where(n => n.Op != Op.Index))
            {
                bool isKept = leaf.Op != Op.Input;
                string name = scope.Next(isKept ? leaf.Name ?? "kept" : FormulaPrinter.InputName(leaf));
                Role role = isKept ? loop.Stores[0].Role : leaf.Role;
                writer.Line($"var {name} = {Spelling.Load(ElementType.Float, role.ParameterName() + suffix, "k")};");
                lanes.Bind(leaf, name);
            }

            lanes.Compute(loop.Values, loop.Stores.Select(s => s.Value).Concat(loop.Reductions.Select(r => r[0])));
            foreach (Accumulator a in accumulators)
            {
                a.Add(writer, lanes.Text(a.Reduction[0]), "k");
            }

            foreach (Store store in loop.Stores)
            {
                writer.Line(Spelling.Store(lanes.Text(store.Value), store.Role.ParameterName() + suffix, "k") + ";");
            }

            if (index is not null && Spelling.Lanes > 1)
            {
                writer.Line($"index += {Spelling.Int(Spelling.Lanes)};");
            }
        });
    }

    /// <summary>What is the same for all classes becomes a vector of copies before the loop.</summary>
    private void Broadcast(Segment loop)
    {
        foreach (Expr value in loop.Values.SelectMany(v => v.Args).Concat(loop.Stores.Select(s => s.Value))
            .Where(n => (n.Axes & Axes.Class) == 0 && !n.IsConstant).Distinct())
        {
            string scalar = row.Text(value);
            if (Spelling.Lanes == 1)
            {
                lanes.Bind(value, scalar);
            }
            else
            {
                string name = lanes.Names.Next("v" + char.ToUpperInvariant(scalar[0]) + scalar.Substring(1));
                writer.Line($"var {name} = {Spelling.Broadcast(scalar)};");
                lanes.Bind(value, name);
            }
        }
    }

    /// <summary>What the loop reads: inputs, the class index, and a value that an earlier loop kept.</summary>
    private static IEnumerable<Expr> Leaves(Segment loop) => loop.Values.SelectMany(v => v.Args)
        .Concat(loop.Stores.Select(s => s.Value)).Concat(loop.Reductions.Select(r => r[0]))
        .Where(n => (n.Axes & Axes.Class) != 0 && !loop.Values.Contains(n)).Distinct();

    private static bool Uses(Segment loop, Role role) => loop.Stores.Any(s => s.Role == role) || Leaves(loop).Any(n => n.Op == Op.Input && n.Role == role);

    /// <summary>Whether a store only keeps a value for a later loop.</summary>
    private bool IsWorkspace(Segment loop, Store store) =>
        store.IsKept && pass.Segments.SkipWhile(s => s != loop).Skip(1).Any(s => s.Axis == Axes.Class && s.Stores.Any(later => later.Role == store.Role));

    private Accumulator NewAccumulator(Expr reduction, int index) =>
        new(reduction, Spelling, lanes.Names.Next((reduction.Name ?? "sum") + "Lanes"), $"Unsafe.Add(ref workspace, {Step * (overClasses.Length + index)})");

    private void Declare(Accumulator a, string? declaration)
    {
        if (declaration is not null)
        {
            writer.Line(declaration);
        }

        row.Bind(a.Reduction, Name(a));
    }

    private static bool IsSum(Accumulator a) => a.Reduction.Op == Op.SumOver;

    private static string Name(Accumulator a) => a.Reduction.Name ?? "sum";
}
