using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// Writes the loops over the classes of a tile's rows. Sixteen classes are a step whatever the width, eight of doubles. Where they are not known to be whole steps, the loops
/// run for one part of the classes after the other, blocks of whole steps and then the tails, which wait in the workspace; the parts' sums are added in double.
/// </summary>
internal sealed class ClassLoopWriter(CodeWriter writer, KernelSignature signature, RowLayout layout, Body lanes)
{
    /// <summary>
    /// Loops of no more operations are written out for a whole step: their counting would cost as much as their work. With few registers all are,
    /// because the constants that found none are then read half as often.
    /// </summary>
    private const int Short = 3;

    /// <summary>The lanes of a reduction that hold classes of the row: all, or in a tail the first few.</summary>
    private string _masks = "";

    /// <summary>What the parts before have added up.</summary>
    private readonly Dictionary<Expr, string> _soFar = [];

    private Spelling Spelling => lanes.Spelling;

    private int Step => layout.Step;

    private string Real => signature.Real.Keyword();

    /// <summary>The class indices' type, as wide as the numbers.</summary>
    private string Index => signature.Real == ElementType.Double ? "long" : "int";

    /// <summary>What stands before the loop over the rows.</summary>
    public void Prepare(Segment loop)
    {
        if (layout.IsPlain)
        {
            writer.Line($"const nuint steps = {signature.ClassCount};");
        }
        else
        {
            writer.Line($"nuint full = {signature.ClassCount} & ~(nuint){Step - 1};");
            writer.Line("bool isTail = from == full;");
            writer.Line($"nuint steps = isTail ? {Step} : nuint.Min(full - from, Blocks.Classes), stride = isTail ? {Step}u : {signature.ClassCount};");
            foreach (ParameterSpec stream in layout.OverClasses.Where(s => Uses(loop, s.Role)))
            {
                string name = stream.Stem;
                writer.Line($"ref {Real} {name}Part = ref (isTail ? ref Unsafe.Add(ref workspace, {layout.TailOf(stream)}) : ref Unsafe.Add(ref {name}, (tile * {signature.ClassCount}) + from));");
            }

            if (layout.OfAllRows is { } table && Reads(loop, table.Role))
            {
                writer.Line($"ref {Real} {table.Stem}Part = ref Unsafe.Add(ref isTail ? ref workspace : ref {table.Stem}, isTail ? {layout.TailOf(table)} : from);");
            }

            foreach (Expr sum in loop.Reductions.Where(layout.Sums.Contains))
            {
                _soFar[sum] = lanes.Names.Next((sum.Name ?? "sum") + "SoFar");
                writer.Line($"ref double {_soFar[sum]} = ref {layout.SumSoFar(sum)};");
            }

            if (loop.Reductions.Count > 0)
            {
                writer.Line($"nuint valid = isTail ? {signature.ClassCount} - from : {Step};");
                _masks = Accumulator.Masks(writer, Spelling, "valid");
            }
        }

        lanes.Constants([.. loop.Values]);
        lanes.Scalars(signature.Scalars, value => loop.Values.Concat(RowLayout.Broadcast(loop).Where(RowLayout.IsMadeAgain)).Any(v => v.Args.Contains(value)) || loop.Stores.Any(s => s.Value == value));
    }

    /// <summary>
    /// Rows whose loops are one. A loop that only adds up is shorter than one addition waits for the last, and ends with a chain of them: other rows fill the
    /// time. Registers bound their number.
    /// </summary>
    public int RowsAtOnce(Segment loop) => loop.Values.Count + loop.Stores.Count > 0 || Spelling.Lanes == 1 ? 1 : 2;

    /// <summary>One loop, for a row of the tile or some, and after it what is written at the row's class alone.</summary>
    public void Write(Segment loop)
    {
        int rows = RowsAtOnce(loop);
        for (int row = 0; row < rows; row++)
        {
            Rows(loop, row);
        }

        Accumulator[][] accumulators = Enumerable.Range(0, rows).Select(_ => loop.Reductions.Select((r, i) => NewAccumulator(r, i)).ToArray()).ToArray();
        Broadcast(loop);
        Array.ForEach(accumulators, row => Array.ForEach(row, a => a.Clear(writer)));
        Steps(loop, accumulators);
        for (int row = 0; row < rows; row++)
        {
            Array.ForEach(accumulators[row], a => Total(a, row));
        }

        foreach (Store store in loop.Stores.Where(s => s.At is not null))
        {
            AtClass(store);
        }
    }

    /// <summary>Where a row's classes begin. After the last row of a tile come copies of it, whose results nobody reads.</summary>
    private void Rows(Segment loop, int after)
    {
        string row = after == 0 ? "row" : $"nuint.Min(row + {after}, items - 1)";
        foreach (ParameterSpec stream in layout.OverClasses.Where(s => Uses(loop, s.Role)))
        {
            string name = stream.Stem;
            string first = layout.IsPlain ? $", (tile + {row}) * {signature.ClassCount}" : $"Part, {row} * stride";
            writer.Line($"ref {Real} {RowName(stream.Role, after)} = ref Unsafe.Add(ref {name}{first});");
        }
    }

    private string RowName(Role role, int after) =>
        signature.Stem(role) + (role == layout.OfAllRows?.Role ? (layout.IsPlain ? "" : "Part") : "Row" + (after == 0 ? "" : CSharpLiteral.Int(after + 1)));

    public static bool Uses(Segment loop, Role role) => loop.Stores.Any(s => s.Role == role) || Reads(loop, role);

    /// <summary>One number a row: of all classes, or of a part and of those before it.</summary>
    private void Total(Accumulator a, int row)
    {
        string result = layout.Element(a.Reduction, row);
        if (layout.IsPlain)
        {
            writer.Line($"{result} = {a.Total()};");
            return;
        }

        string part = a.Total(_masks);
        if (a.Reduction.Op == Op.SumOver)
        {
            string sum = $"Unsafe.Add(ref {_soFar[a.Reduction]}, row{(row == 0 ? "" : $" + {row}")})";
            writer.Line($"{sum} = (from == 0 ? 0 : {sum}) + {part};");
            writer.Line($"{result} = {(signature.Real == ElementType.Double ? "" : "(float)")}{sum};");
        }
        else
        {
            writer.Line($"{result} = Lanes.Larger({part}, from == 0 ? {Real}.NegativeInfinity : {result});");
        }
    }

    /// <summary>What a kept value is at the row's class.</summary>
    private void AtClass(Store store)
    {
        const string why = "       // for the sums, which leave it out";
        string row = RowName(store.Role, 0), index = $"Unsafe.Add(ref {store.At!.Role.ParameterName()}, tile + row)", value = CSharpLiteral.Real(store.Value.Number, signature.Real);
        writer.Line($"nuint at = Labels.Position({index}, {(layout.IsPlain ? "0" : "from")});");
        writer.Block("if (at < steps)", () => writer.Line($"Unsafe.Add(ref {row}, at) = {value};{why}"));
    }

    /// <summary>The loop itself.</summary>
    private void Steps(Segment loop, Accumulator[][] accumulators)
    {
        Expr[] leaves = Leaves(loop).ToArray();
        Expr? index = leaves.FirstOrDefault(n => n.Op == Op.Index);
        if (index is not null && Spelling.Lanes > 1)
        {
            writer.Line($"var index = {Spelling.Indices}{(layout.IsPlain ? "" : $" + {Spelling.Broadcast($"({Index})from")}")};");
            lanes.Bind(index, "index");
        }

        bool isWritten = Spelling.FewRegisters || (Spelling.Lanes > 1 && loop.Values.Count <= Short);
        int step = isWritten ? Step : Spelling.Lanes;
        writer.Block($"for (nuint k = 0; k < steps; k += {step})", () =>
        {
            for (int part = 0; part < step / Spelling.Lanes; part++)
            {
                for (int row = 0; row < accumulators.Length; row++)
                {
                    One(loop, leaves, accumulators[row], row, part == 0 ? "k" : $"k + {part * Spelling.Lanes}", isWritten ? part : null);
                }

                if (index is not null && Spelling.Lanes > 1)
                {
                    writer.Line($"index += {Spelling.Int(Spelling.Lanes)};");
                }
            }
        });
    }

    /// <summary>One vector of classes, of a row.</summary>
    private void One(Segment loop, Expr[] leaves, Accumulator[] accumulators, int row, string k, int? part)
    {
        foreach (Expr leaf in leaves)
        {
            if (leaf.Op == Op.Index)
            {
                lanes.Bind(leaf, Spelling.Lanes > 1 ? "index" : layout.IsPlain ? $"({Index})k" : $"({Index})(from + k)");
                continue;
            }

            bool isKept = leaf.Op != Op.Input;
            string name = lanes.Names.Next(isKept ? leaf.Name ?? "kept" : FormulaPrinter.InputName(leaf));
            Role role = isKept ? loop.Workspace!.Value : leaf.Role;
            writer.Line($"var {name} = {Spelling.Load(signature.Real, RowName(role, row), k)};");
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
            writer.Line(Spelling.Store(lanes.Text(store.Value), RowName(store.Role, row), k) + ";");
        }
    }

    /// <summary>What is the same for all classes becomes a vector of copies before the loop.</summary>
    private void Broadcast(Segment loop)
    {
        foreach (Expr value in RowLayout.Broadcast(loop))
        {
            if (RowLayout.IsMadeAgain(value))
            {
                lanes.Compute([value], [value]);
                continue;
            }

            string name = lanes.Names.Next(Body.NameOf(value));
            string scalar = value.Type == NodeType.Int ? $"{(value.Element.Keyword() == Index ? "" : $"({Index})")}Unsafe.Add(ref {value.Role.ParameterName()}, tile + row)" : layout.Element(value);
            writer.Line($"var {name} = {Spelling.Broadcast(scalar)};");
            lanes.Bind(value, name);
        }
    }

    /// <summary>What the loop reads: inputs, the class index, and a value that an earlier loop kept.</summary>
    private static IEnumerable<Expr> Leaves(Segment loop) => loop.Values.SelectMany(v => v.Args)
        .Concat(loop.Stores.Select(s => s.Value)).Concat(loop.Reductions.Select(r => r[0]))
        .Where(n => (n.Axes & Axes.Class) != 0 && !loop.Values.Contains(n)).Distinct();

    public static bool Reads(Segment loop, Role role) =>
        Leaves(loop).Any(n => n.Op == Op.Input ? n.Role == role : n.Op != Op.Index && loop.Workspace == role);

    private Accumulator NewAccumulator(Expr reduction, int index) =>
        new(reduction, Spelling, lanes.Names.Next((reduction.Name ?? "sum") + "Lanes"), layout.Lanes(index));
}
