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
            bool isFirst = i == 0;
            if (part.Axis == Axes.Class)
            {
                Method(PartName(i), $"Each row of a tile: {Purpose(part)}.", $"{signature.Parameters}, nuint tile, nuint items", () => Loops(part, isFirst));
            }
            else
            {
                string scalars = string.Concat(signature.Scalars.Select(s => $", float {s.Name}"));
                Method(PartName(i), $"What each row of a tile has one of, {Classes} rows at a time.", $"ref float workspace, nuint items{scalars}", () => Straight(part));
            }
        }
    }

    private string Classes => spelling.Lanes.ToString(CultureInfo.InvariantCulture);

    private static string Purpose(Segment loop) => string.Join(", ", loop.Reductions.Select(r => r.Op == Op.SumOver ? "a sum over its classes" : "the largest of its classes")
        .Concat(loop.Stores.Where(s => s.At is null).Select(s => s.IsKept ? $"what later loops need, kept in {s.Role.ParameterName()}" : s.Role.ParameterName())).Distinct());

    private string PartName(int part) => $"{signature.Name}{spelling.Suffix}Part{CSharpLiteral.Int(part + 1)}";

    private void Method(string name, string summary, string parameters, Action body)
    {
        writer.Gap();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {name}({parameters})", body);
    }

    private void Tiles(Segment[] parts)
    {
        string classes = signature.Classes > 0 ? CSharpLiteral.Int(signature.Classes) : "classes";
        writer.Block("for (nuint tile = 0, items; tile < rows; tile += items)", () =>
        {
            writer.Line($"items = nuint.Min(Blocks.RowTile({classes}), rows - tile);");
            for (int i = 0; i < parts.Length; i++)
            {
                writer.Line(parts[i].Axis == Axes.Class
                    ? $"{PartName(i)}({signature.Forwarded}, tile, items);"
                    : $"{PartName(i)}(ref workspace, items{string.Concat(signature.Scalars.Select(s => ", " + s.Name))});");
            }

            Finish();
        });
    }

    private void Loops(Segment loop, bool isFirst)
    {
        ClassLoopWriter loops = new(writer, signature, _layout, new Body(spelling, writer, names()));
        loops.Prepare(loop);
        writer.Gap();
        writer.Block("for (nuint row = 0; row < items; row++)", () => Row(loops, loop, isFirst));
    }

    /// <summary>One row's loop over its classes.</summary>
    private void Row(ClassLoopWriter loops, Segment loop, bool gathers)
    {
        foreach (ParameterSpec stream in _layout.OverClasses.Where(s => ClassLoopWriter.Uses(loop, s.Role) || (gathers && s.Role.IsPrediction())))
        {
            string name = stream.Role.ParameterName();
            writer.Line($"ref float {name}Row = ref Unsafe.Add(ref {name}, (tile + row) * {(signature.Classes > 0 ? CSharpLiteral.Int(signature.Classes) : "classes")});");
        }

        foreach (Expr value in gathers ? _layout.Gathered : [])
        {
            string text = value.Op == Op.Pick
                ? $"Unsafe.Add(ref {value[0].Role.ParameterName()}Row, Unsafe.Add(ref {value[1].Role.ParameterName()}, tile + row))"
                : $"Unsafe.Add(ref {value.Role.ParameterName()}, tile + row)";
            writer.Line($"{_layout.Element(value)} = {text};");
        }

        loops.Write(loop);
    }

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
                string name = body.Names.Next(value.Name ?? (value.Op == Op.Pick ? "own" : FormulaPrinter.InputName(value)));
                writer.Line($"var {name} = {spelling.Load(ElementType.Float, _layout.Plane(value), "row")};");
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
        if (stores.Length + pass.Reductions.Count == 0)
        {
            return;
        }

        writer.Gap();
        writer.Block("for (nuint row = 0; row < items; row++)", () =>
        {
            foreach (Store store in stores)
            {
                string name = store.Role.ParameterName();
                string target = store.At is { } at
                    ? $"Unsafe.Add(ref {name}, ((tile + row) * {(signature.Classes > 0 ? CSharpLiteral.Int(signature.Classes) : "classes")}) + (nuint)Unsafe.Add(ref {at.Role.ParameterName()}, tile + row))"
                    : $"Unsafe.Add(ref {name}, tile + row)";
                writer.Line($"{target} = {_layout.Element(store.Value)};");
            }

            for (int i = 0; i < pass.Reductions.Count; i++)
            {
                writer.Line($"Unsafe.Add(ref sums, {(i == 0 ? "" : $"{RowLayout.Lanes * i} + ")}((tile + row) & {RowLayout.Lanes - 1})) += {_layout.Element(pass.Reductions[i][0])};");
            }
        });
    }
}
