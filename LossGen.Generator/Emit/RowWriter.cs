using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes a loop over rows: scalar work for the row, and between it loops over its classes whose steps are vectors.</summary>
internal sealed class RowWriter
{
    private readonly CodeWriter _writer;
    private readonly KernelSignature _signature;
    private readonly ItemPass _pass;
    private readonly Body _row;
    private readonly ClassLoopWriter _loops;
    private readonly ParameterSpec[] _overClasses;

    public RowWriter(CodeWriter writer, KernelSignature signature, ItemPass pass, Spelling spelling, UniqueNames names)
    {
        _writer = writer;
        _signature = signature;
        _pass = pass;
        _row = new Body(new ScalarSpelling(), writer, names);
        _overClasses = signature.Streams.Where(s => s.Role.IsPrediction() || s.Role == Role.Gradient).ToArray();
        _loops = new ClassLoopWriter(writer, signature, pass, _row, new Body(spelling, writer, names), _overClasses);
    }

    public void Write()
    {
        _loops.Prepare();
        foreach ((Expr value, string name) in _signature.Scalars)
        {
            _row.Bind(value, name);
        }

        _writer.Gap();
        _writer.Block("for (nuint row = 0; row < rows; row++)", () =>
        {
            foreach (ParameterSpec stream in _overClasses)
            {
                string name = stream.Role.ParameterName();
                _writer.Line($"ref float {name}Row = ref Unsafe.Add(ref {name}, row * classes);");
            }

            _loops.CopyTailIn();
            Inputs();
            foreach (Segment segment in _pass.Segments)
            {
                if (segment.Axis == Axes.Class)
                {
                    _loops.Write(segment);
                }
                else
                {
                    Straight(segment);
                }
            }

            foreach (Expr sum in _pass.Reductions)
            {
                new Accumulator(sum, _row.Spelling, "", "sums").Add(_writer, _row.Text(sum[0]), "row");
            }
        });
    }

    /// <summary>What the row has one of: its class index, its weight.</summary>
    private void Inputs()
    {
        IEnumerable<Expr> roots = _pass.Segments.SelectMany(s => s.Values.Concat(s.Stores.Select(st => st.Value)).Concat(s.Stores.Where(st => st.At is not null).Select(st => st.At!)));
        foreach (Expr input in Schedule.Reachable(roots.Concat(_pass.Reductions)).Where(n => n.Op == Op.Input).OrderBy(n => n.Role))
        {
            if ((input.Axes & Axes.Class) != 0)
            {
                _row.Bind(input, input.Role.ParameterName() + "Row");
                continue;
            }

            string name = _row.Names.Next(FormulaPrinter.InputName(input));
            _writer.Line($"{input.Element.Keyword()} {name} = {_row.Spelling.Load(input.Element, input.Role.ParameterName(), "row")};");
            _row.Bind(input, name);
        }
    }

    private void Straight(Segment segment)
    {
        IEnumerable<Expr> needed = _pass.Segments.Where(s => s != segment).SelectMany(s => s.Values.SelectMany(v => v.Args).Concat(s.Stores.Select(st => st.Value)));
        _row.Compute(segment.Values, needed.Concat(segment.Stores.Select(s => s.Value)).Concat(_pass.Reductions.Select(r => r[0])));
        foreach (Store store in segment.Stores)
        {
            string name = store.Role.ParameterName();
            (string reference, string index) = store.At is { } at ? (name + "Row", _row.Text(at)) : (name, "row");
            _writer.Line(_row.Spelling.Store(_row.Text(store.Value), reference, index) + ";");
        }
    }
}
