using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// Writes kernels over rows. In turns: for each row of a tile a loop over its classes, whose steps are vectors of classes; then for all rows of the tile
/// what each has one of, whose steps are vectors of rows.
/// </summary>
internal sealed class RowWriter(CodeWriter writer, KernelSignature signature, ItemPass pass, Spelling spelling, Func<UniqueNames> names)
{
    private readonly RowLayout _layout = new(signature, pass);

    public void Write()
    {
        Segment[] parts = pass.Segments.Where(s => s.Axis == Axes.Class || s.Values.Any(v => v.Op != Op.Pick)).ToArray();
        Method(signature.Name + spelling.Suffix, $"{Classes} classes at a time: {spelling.Description}.", signature.Parameters, () => Tiles(parts));
        for (int i = 0; i < parts.Length; i++)
        {
            Segment part = parts[i];
            if (part.Axis == Axes.Class)
            {
                Method(PartName(i), $"Each row of a tile: {Purpose(part)}.", $"{signature.Parameters}, nuint tile, nuint items{(_layout.IsPlain ? "" : ", nuint from")}", () => Loops(part));
            }
            else
            {
                string scalars = string.Concat(signature.Scalars.Select(s => $", {Real} {s.Name}"));
                Method(PartName(i), $"What each row of a tile has one of, {Classes} rows at a time.", $"ref {Real} workspace, nuint items{scalars}", () => Straight(part));
            }
        }
    }

    private string Real => signature.Real.Keyword();

    private string Classes => spelling.Lanes.ToString(CultureInfo.InvariantCulture);

    private string Purpose(Segment loop) => string.Join(", ", loop.Reductions.Select(r => r.Op == Op.SumOver ? "a sum over its classes" : "the largest of its classes")
        .Concat(loop.Stores.Where(s => s.At is null).Select(s => s.IsKept ? $"what later loops need, kept in {signature.Stem(s.Role)}" : signature.Stem(s.Role))).Distinct());

    private string PartName(int part) => $"{signature.Name}{spelling.Suffix}Part{CSharpLiteral.Int(part + 1)}";

    private void Method(string name, string summary, string parameters, Action body)
    {
        writer.Gap();
        writer.Line($"// {summary}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {name}({parameters})", body);
    }

    private void Tiles(Segment[] parts)
    {
        if (!_layout.IsPlain)
        {
            writer.Line($"nuint full = {signature.ClassCount} & ~(nuint){_layout.Step - 1};       // the classes in whole steps; a row's others wait in the workspace");
            if (_layout.OfAllRows is { } table)
            {
                writer.Line($"Lanes.CopyTail(ref Unsafe.Add(ref {table.Stem}, full), ref Unsafe.Add(ref workspace, {_layout.TailOf(table)}), {signature.ClassCount} - full);");
            }
        }

        writer.Block("for (nuint tile = 0, items; tile < rows; tile += items)", () =>
        {
            writer.Line($"items = nuint.Min(Blocks.RowTile({signature.ClassCount}), rows - tile);");
            Begin();
            for (int i = 0; i < parts.Length; i++)
            {
                Call(parts[i], PartName(i));
            }

            Finish();
        });
    }

    private void Call(Segment part, string name)
    {
        if (part.Axis != Axes.Class)
        {
            writer.Line($"{name}(ref workspace, items{string.Concat(signature.Scalars.Select(s => ", " + s.Name))});");
        }
        else if (_layout.IsPlain)
        {
            writer.Line($"{name}({signature.Forwarded}, tile, items);");
        }
        else
        {
            writer.Block($"for (nuint from = 0; from < {signature.ClassCount}; from = Blocks.NextClasses(from, full))", () =>
                writer.Line($"{name}({signature.Forwarded}, tile, items, from);"));
            writer.Gap();
        }
    }

    private void Loops(Segment loop)
    {
        ClassLoopWriter loops = new(writer, signature, _layout, new Body(spelling, writer, names()));
        loops.Prepare(loop);
        writer.Gap();
        int rows = loops.RowsAtOnce(loop);
        writer.Block($"for (nuint row = 0; row < items; row{(rows == 1 ? "++" : $" += {rows}")})", () => loops.Write(loop));
    }

    /// <summary>What comes in row by row, before any output is written: it may be an input's memory.</summary>
    private void Begin()
    {
        ParameterSpec[] tails = _layout.IsPlain ? [] : _layout.OverClasses.Where(s => s.Role.IsPrediction() || signature.Reads(s.Role)).ToArray();
        if (_layout.Gathered.Count + tails.Length == 0)
        {
            return;
        }

        writer.Block("for (nuint row = 0; row < items; row++)", () =>
        {
            foreach (Expr value in _layout.Gathered)
            {
                writer.Line($"{_layout.Element(value)} = {(value.Op == Op.Pick ? Picked(value[0], $"Labels.InRange({AtRow(value[1].Role)}, {signature.ClassCount})") : Bits(value, AtRow(value.Role)))};");
            }

            foreach (ParameterSpec stream in tails)
            {
                writer.Line($"Lanes.CopyTail(ref {FirstOfTail(stream)}, ref {Tail(stream)}, {signature.ClassCount} - full);");
            }
        });
        writer.Gap();
    }

    private string FirstOfTail(ParameterSpec stream) => $"Unsafe.Add(ref {stream.Stem}, ((tile + row) * {signature.ClassCount}) + full)";

    private string Tail(ParameterSpec stream) => $"Unsafe.Add(ref workspace, {_layout.TailOf(stream)} + ({_layout.Step} * row))";

    private string Picked(Expr stream, string index) => (stream.Axes & Axes.Item) != 0 ? AtClass(stream.Role, index) : $"Unsafe.Add(ref {signature.Stem(stream.Role)}, {index})";

    private string AtClass(Role role, string index) => $"Unsafe.Add(ref {signature.Stem(role)}, ((tile + row) * {signature.ClassCount}) + {index})";

    /// <summary>A class index waits in a plane of numbers by its bits.</summary>
    private string Bits(Expr value, string index) =>
        value.Type == NodeType.Real ? index
        : signature.Real == ElementType.Double ? $"BitConverter.Int64BitsToDouble({index})"
        : $"BitConverter.Int32BitsToSingle({(value.Element == ElementType.Long ? "(int)" : "")}{index})";

    private string AtRow(Role role) => $"Unsafe.Add(ref {signature.Stem(role)}, tile + row)";

    /// <summary>Straight-line work for the rows of a tile, vectors of rows at a time.</summary>
    private void Straight(Segment segment)
    {
        Body body = new(spelling, writer, names());
        Expr[] values = segment.Values.Where(v => v.Op != Op.Pick).ToArray();
        body.Constants(values);
        body.Scalars(signature.Scalars, value => values.Any(v => v.Args.Contains(value)));
        writer.Gap();
        writer.Block($"for (nuint row = 0; row < items; row += {spelling.Lanes})", () =>
        {
            body.Fetch = value =>
            {
                string name = body.Names.Next(Body.NameOf(value));
                string load = spelling.Load(signature.Real, _layout.Plane(value), "row");
                writer.Line($"var {name} = {(value.Type == NodeType.Int ? spelling.AsInt(load) : load)};");
                body.Bind(value, name);
            };
            body.Compute(values, _layout.Planes);
            writer.Gap();
            foreach (Expr value in _layout.Planes.Where(values.Contains))
            {
                writer.Line(spelling.Store(body.Text(value), _layout.Plane(value), "row") + ";");
            }
        });
    }

    /// <summary>What goes out row by row.</summary>
    private void Finish()
    {
        Store[] stores = pass.Segments.Where(s => s.Axis == Axes.Item).SelectMany(s => s.Stores).ToArray();
        ParameterSpec[] tails = _layout.IsPlain ? [] : _layout.OverClasses.Where(s => s.Role.IsOutput()).ToArray();
        if (stores.Length + tails.Length + pass.Reductions.Count == 0)
        {
            return;
        }

        writer.Gap();
        writer.Block("for (nuint row = 0; row < items; row++)", () =>
        {
            foreach (ParameterSpec stream in tails)
            {
                writer.Line($"Lanes.CopyTail(ref {Tail(stream)}, ref {FirstOfTail(stream)}, {signature.ClassCount} - full);");
            }

            foreach (Store store in stores)
            {
                if (store.At is { } index)
                {
                    writer.Line($"nuint at = Labels.Position({AtRow(index.Role)}, 0);");
                    writer.Block($"if (at < {signature.ClassCount})", () => writer.Line($"{AtClass(store.Role, "at")} = {OfRow(store.Value)};"));
                    continue;
                }

                writer.Line($"{AtRow(store.Role)} = {OfRow(store.Value)};");
            }

            for (int i = 0; i < pass.Reductions.Count; i++)
            {
                int lanes = _layout.Step;
                writer.Line($"Unsafe.Add(ref sums, {(i == 0 ? "" : $"{lanes * i} + ")}((tile + row) & {lanes - 1})) += {OfRow(pass.Reductions[i][0])};");
            }
        });
    }

    /// <summary>What a row has one of: a place in a plane, or what all rows share.</summary>
    private string OfRow(Expr value) =>
        value.IsConstant ? CSharpLiteral.Real(value.Number, signature.Real)
        : value.Axes == Axes.None ? signature.Scalars.First(scalar => scalar.Value == value).Name
        : _layout.Element(value);
}
