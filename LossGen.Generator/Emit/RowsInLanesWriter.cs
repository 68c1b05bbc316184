using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// Writes kernels over rows that stand side by side in a vector, one row a lane: each loop over the classes takes one class of all these rows at a step, and
/// no step is horizontal. The rows lie side by side in memory, the classes some elements apart; or the kernel gathers them so, part of the classes by part.
/// </summary>
internal sealed class RowsInLanesWriter(CodeWriter writer, KernelSignature signature, ItemPass pass, Spelling spelling, UniqueNames names)
{
    /// <summary>
    /// Classes that are gathered at once, as <c>RowTiles.Part</c>, and whose sum is float: the sums of longer rows are added up in parts of as many, so that no
    /// addend is lost beside them.
    /// </summary>
    private const int Part = 512;

    /// <summary>
    /// How many steps of the virtual lanes ahead of its use memory is asked for: the time that memory takes, and few enough that a cache holds what was asked for, the first one of up to some 50 classes,
    /// the second one of more.
    /// </summary>
    private const int StepsAhead = 4;

    private readonly Body _body = new(spelling, writer, names);

    private string Item => signature.HasPlanes ? "item" : "row";

    public void Write()
    {
        writer.Gap();
        writer.Line($"// {(spelling.Lanes == 1 ? "One " + Item : $"{spelling.Lanes} {Item}s")} at a time: {spelling.Description}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {signature.Name}{spelling.Suffix}({signature.Parameters})", () =>
        {
            Expr[] values = [.. pass.Segments.SelectMany(s => s.Values)];
            _body.Constants(values);
            HashSet<Expr> used = [.. values.SelectMany(v => v.Args), .. pass.Segments.SelectMany(s => s.Stores).Select(store => store.Value)];
            _body.Scalars(signature.Scalars, used.Contains);
            writer.Gap();
            writer.Block($"for (nuint i = 0; i < count; i += {spelling.Lanes})", () =>
            {
                if (GathersRows)
                {
                    writer.Line($"nuint rows = nuint.Min({spelling.Lanes}, count - i);");
                }

                Rows();
            });
        });
    }

    /// <summary>Whether rows are gathered; one alone lies side by side anyway.</summary>
    private bool GathersRows => signature.GathersRows && spelling.Lanes > 1;

    /// <summary>
    /// Whether the rows may lie where the caller has them, a plane for each class: more planes than a processor foresees by itself.
    /// </summary>
    private bool MayLieInPlanes => signature.IsOverViews && !signature.HasPlanes && !signature.GathersRows && spelling.Lanes > 1;

    /// <summary>The loop with the most work, which has the time to ask for memory that comes later.</summary>
    private Segment Longest => pass.Segments.Where(s => s.Axis == Axes.Class).OrderByDescending(s => s.Values.Count).First();

    private IEnumerable<Segment> Straight => pass.Segments.Where(s => s.Axis == Axes.Item);

    private void Rows()
    {
        _body.Fetch = FetchOfRow;
        foreach (Expr pick in Straight.SelectMany(s => s.Values).Where(v => v.Op == Op.Pick).Distinct())
        {
            Pick(pick);
        }

        foreach (Segment segment in pass.Segments)
        {
            writer.Gap();
            if (segment.Axis == Axes.Class)
            {
                Loop(segment);
            }
            else
            {
                _body.Compute([.. segment.Values.Where(v => v.Op != Op.Pick)], UsedElsewhere(segment));
            }
        }

        writer.Gap();
        foreach (Store store in Straight.SelectMany(s => s.Stores))
        {
            writer.Line(spelling.Store(TextOf(store.Value), signature.Stem(store.Role), signature.At(store.Component)) + ";");
        }

        for (int i = 0; i < pass.Reductions.Count; i++)
        {
            writer.Line(spelling.Store(TextOf(pass.Reductions[i][0]), RowsInLanesDriver.Terms(signature.SumsName, i), "i") + ";");
        }
    }

    private IEnumerable<Expr> UsedElsewhere(Segment segment) => pass.Segments.Where(s => s != segment).SelectMany(s => s.Values.SelectMany(v => v.Args).Concat(s.Reductions.Select(r => r[0])))
        .Concat(pass.Segments.SelectMany(s => s.Stores).Select(s => s.Value)).Concat(pass.Reductions.Select(r => r[0]));

    /// <summary>What the rows have at their classes, read before any output is written: it may be the same memory.</summary>
    private void Pick(Expr pick)
    {
        ParameterSpec table = signature.Streams.First(s => s.Role == pick[0].Role);
        bool isOfRow = (pick[0].Axes & Axes.Item) != 0;
        string name = _body.Names.Next(pick.Name ?? "own"), first = table.Stem, indices = $"ref Unsafe.Add(ref {pick[1].Role.ParameterName()}, i)";
        string rows = isOfRow ? $"ref Unsafe.Add(ref {first}, {(signature.IsGathered(table) ? $"i * {KernelSignature.RowStep(table)}" : "i")})" : "ref " + first;
        string row = spelling.Lanes == 1 ? "" : (!isOfRow ? ", 0" : signature.IsGathered(table) ? ", " + KernelSignature.RowStep(table) : ", 1") + (GathersRows ? ", rows" : $", {spelling.Lanes}");
        writer.Line($"var {name} = Lanes.Pick{spelling.Suffix}({rows}{row}, {KernelSignature.ClassStep(table)}, {indices}, {signature.ClassCount});");
        _body.Bind(pick, name);
    }

    private void FetchOfRow(Expr input)
    {
        string name = _body.Names.Next(FormulaPrinter.InputName(input).Replace(".", ""));
        writer.Line($"var {name} = {spelling.Load(input.Element, signature.Stem(input.Role), signature.At(input.Component))};");
        _body.Bind(input, name);
    }

    private string TextOf(Expr value)
    {
        if (value.Op == Op.Input && !_body.IsBound(value))
        {
            FetchOfRow(value);
        }

        return _body.Text(value);
    }

    private void Loop(Segment loop)
    {
        foreach (Expr ofRow in loop.Values.SelectMany(v => v.Args).Where(n => n.Op == Op.Input && (n.Axes & Axes.Class) == 0 && !_body.IsBound(n)).Distinct())
        {
            FetchOfRow(ofRow);
        }

        bool addsParts = signature.Real == ElementType.Float && signature.Classes is 0 or > Part;
        string[] totals = [.. loop.Reductions.Select(r => _body.Names.Next(r.Name ?? (r.Op == Op.SumOver ? "sum" : "top")))];
        string[] parts = [.. loop.Reductions.Select((r, i) => addsParts && r.Op == Op.SumOver ? _body.Names.Next(totals[i] + "OfPart") : totals[i])];
        for (int i = 0; i < totals.Length; i++)
        {
            writer.Line($"var {totals[i]} = {Identity(loop.Reductions[i])};");
        }

        if (!GathersRows && totals.SequenceEqual(parts))
        {
            writer.Block($"for (nuint k = 0; k < {signature.ClassCount}; k++)", () => Class(loop, parts));
        }
        else
        {
            ParameterSpec[] gathered = [.. signature.Streams.Where(s => GathersRows && signature.IsGathered(s))];
            writer.Block($"for (nuint from = 0; from < {signature.ClassCount}; from += {Part})", () =>
            {
                writer.Line($"nuint to = nuint.Min(from + {Part}, {signature.ClassCount});");
                Array.ForEach([.. gathered.Where(s => ClassLoopWriter.Reads(loop, s.Role))], Gather);
                string[] sums = [.. parts.Where((part, i) => part != totals[i])];
                Array.ForEach(sums, sum => writer.Line($"var {sum} = {spelling.Real(0)};"));
                writer.Block("for (nuint k = from; k < to; k++)", () => Class(loop, parts));
                foreach ((string total, string part) in totals.Zip(parts, (total, part) => (total, part)).Where(pair => pair.total != pair.part))
                {
                    writer.Line($"{total} = {total} + {part};");
                }

                Array.ForEach([.. gathered.Where(s => loop.Stores.Any(store => store.Role == s.Role))], Scatter);
            });
        }

        for (int i = 0; i < totals.Length; i++)
        {
            _body.Bind(loop.Reductions[i], totals[i]);
        }
    }

    /// <summary>Reads a part of the classes into the tile.</summary>
    private void Gather(ParameterSpec stream) => writer.Line(
        $"RowTiles.Gather(ref {FirstOfPart(stream)}, {KernelSignature.RowStep(stream)}, {KernelSignature.ClassStep(stream)}, ref {KernelSignature.Tile(stream)}, {spelling.Lanes}, rows, to - from);");

    /// <summary>Writes a part of the classes back out of the tile.</summary>
    private void Scatter(ParameterSpec stream) => writer.Line(
        $"RowTiles.Scatter(ref {KernelSignature.Tile(stream)}, {spelling.Lanes}, ref {FirstOfPart(stream)}, {KernelSignature.RowStep(stream)}, {KernelSignature.ClassStep(stream)}, rows, to - from);");

    private static string FirstOfPart(ParameterSpec stream) =>
        $"Unsafe.Add(ref {stream.Stem}, (i * {KernelSignature.RowStep(stream)}) + (from * {KernelSignature.ClassStep(stream)}))";

    private string Identity(Expr reduction) => spelling.Real(reduction.Op == Op.SumOver ? 0 : double.NegativeInfinity);

    /// <summary>One class of the rows.</summary>
    private void Class(Segment loop, string[] accumulators)
    {
        if (MayLieInPlanes && loop == Longest)
        {
            Prefetch();
        }

        Body body = _body.Inner();
        body.Fetch = value =>
        {
            if ((value.Axes & Axes.Class) != 0)
            {
                FetchOfClass(body, value, loop);
            }
        };
        body.Compute(loop.Values, loop.Reductions.Select(r => r[0]).Concat(loop.Stores.Select(s => s.Value)));
        for (int i = 0; i < accumulators.Length; i++)
        {
            Expr reduction = loop.Reductions[i];
            string value = Text(reduction[0]), sum = accumulators[i];
            writer.Line(reduction.Op == Op.SumOver
                ? $"{sum} = {sum} + {value};"
                : $"{sum} = {spelling.Operation(reduction.Graph!.Make(Op.Larger, reduction, reduction), [value, sum])};");
        }

        foreach (Store store in loop.Stores)
        {
            writer.Line(spelling.Store(Text(store.Value), Memory(store.Role), At(store.Role)) + ";");
        }

        string Text(Expr value)
        {
            if (!value.IsConstant && !body.IsBound(value))
            {
                FetchOfClass(body, value, loop);
            }

            return body.Text(value);
        }
    }

    private void Prefetch()
    {
        foreach (ParameterSpec stream in signature.Streams.Where(s => s.Role != Role.ClassWeights && signature.IsOverClasses(s)))
        {
            writer.Line($"Lanes.Prefetch(ref {stream.Stem}, {At(stream.Role)} + {StepsAhead * signature.VirtualLanes});");
        }
    }

    /// <summary>What a step reads: an input of the class, its index, or a value that an earlier loop kept in an output.</summary>
    private void FetchOfClass(Body body, Expr value, Segment loop)
    {
        Role role = value.Op == Op.Input ? value.Role : loop.Workspace ?? default;
        string name = body.Names.Next(value.Op == Op.Index ? "index" : value.Name ?? (value.Op == Op.Input ? FormulaPrinter.InputName(value).Replace(".", "") : "kept"));
        string alone = signature.HasPlanes ? signature.At(value.Component, "k") : $"k * {signature.Stem(role)}Class";
        writer.Line($"var {name} = " + (
            value.Op == Op.Index ? spelling.Broadcast(signature.Real == ElementType.Double ? "(long)k" : "(int)k")
            : (value.Axes & Axes.Item) == 0 ? spelling.Broadcast($"Unsafe.Add(ref {signature.Stem(role)}, {alone})")
            : spelling.Load(value.Op == Op.Input ? value.Element : signature.Real, Memory(role), At(role))) + ";");
        body.Bind(value, name);
    }

    private bool IsGathered(Role role) => signature.Streams.Any(s => s.Role == role && signature.IsGathered(s));

    private string Memory(Role role) => signature.Stem(role) + (GathersRows && IsGathered(role) ? "Tile" : "");

    private string At(Role role)
    {
        string name = signature.Stem(role);
        return GathersRows && IsGathered(role) ? $"(k - from) * {spelling.Lanes}" : $"(k * {name}Class) + {(IsGathered(role) ? $"(i * {name}Item)" : "i")}";
    }
}
