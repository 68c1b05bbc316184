using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes the user's method: it checks its arguments once, then runs the kernels.</summary>
internal sealed class MethodWriter
{
    private const string Arguments = "global::LossGen.Execution.Arguments";
    private const string ViewArguments = "global::LossGen.Execution.ViewArguments";

    private const string Labels = "global::LossGen.Execution.Labels";
    private const string ClassAxis = "global::LossGen.Execution.ClassAxis";

    /// <summary>The weights of the rows' classes, added up where the class indices are checked.</summary>
    public const string TotalWeight = "totalWeight";

    private readonly CodeWriter _writer;
    private readonly KernelSpec _spec;
    private readonly LossSchema _schema;
    private readonly bool _needsTotalWeight;
    private readonly string _classes, _boxes, _rows, _axis, _totalWeight;

    public MethodWriter(CodeWriter writer, KernelSpec spec, LossSchema schema, LossProgram program)
    {
        (_writer, _spec, _schema) = (writer, spec, schema);
        _needsTotalWeight = Schedule.Reachable(program.Outputs.Select(o => o.Value)).Any(Schedule.IsOfLabels);
        UniqueNames names = new(spec.Parameters.Select(p => p.Name));
        (_classes, _boxes, _rows, _axis, _totalWeight) = (names.Next("classes"), names.Next("boxes"), names.Next("rows"), names.Next("classAxis"), names.Next(TotalWeight));
    }

    /// <summary>The parameters of the method that runs the kernels.</summary>
    public IEnumerable<string> RunParameters =>
    [
        .. _spec.Parameters.Select(p => (p.Role.IsScalar() ? p.Element.Keyword() : _spec.IsOverViews ? $"in {View(p)}" : "ref " + KernelSignature.TypeOf(p)) + " " + p.Stem),
        "nuint count",
        .. TakesClasses ? ["nuint classes"] : Array.Empty<string>(),
        .. _needsTotalWeight ? ["double " + TotalWeight] : Array.Empty<string>(),
    ];

    /// <summary>Leaves a case to another method that takes the same.</summary>
    public void WriteChoice(string condition, string other)
    {
        string call = $"{other}({string.Join(", ", RunParameters.Select(p => (p.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + p.Split(' ').Last()))});";
        _writer.Block($"if ({condition})", () => _writer.Line(_spec.ReturnsValue ? "return " + call : call + "\nreturn;"));
        _writer.Gap();
    }

    private bool TakesClasses => _schema.Skeleton == Skeleton.Row && _spec.Classes == 0;

    private ParameterSpec Prediction => _spec.Prediction;

    private ParameterSpec Targets => _spec[Role.Targets]!;

    /// <summary>Everything that has a length.</summary>
    private IEnumerable<ParameterSpec> Streams => _spec.Parameters.Where(p => !p.Role.IsScalar() && !p.IsPacked);

    /// <summary>What has a value an item, or some, beside the prediction.</summary>
    private IEnumerable<ParameterSpec> Others => Streams.Where(p => p != Prediction && !_spec.IsOfCall(p.Role));

    /// <summary>Whether the targets' rows have their anchors' states after their classes.</summary>
    private bool IsPacked => _spec.HoldsStates(Targets);

    /// <summary>The first elements of views, from which the kernels go on.</summary>
    public void WriteFirsts()
    {
        foreach (ParameterSpec p in _spec.IsOverViews ? _spec.Parameters.Where(p => !p.Role.IsScalar()) : [])
        {
            string first = $"ref Unsafe.AsRef(in {p.Stem}.GetPinnableReference())";
            _writer.Line($"ref {KernelSignature.TypeOf(p)} {p.Stem}First = {(p.Element == ElementType.Bool ? $"ref Unsafe.As<bool, byte>({first})" : first)};");
        }
    }

    public void Write(MethodDocumentation documentation, string kernels)
    {
        PartialMethod.Write(_writer, _spec.Method, () => documentation.WriteSummary(_writer), () => Body(kernels));
    }

    private void Body(string kernels)
    {
        string count = _spec.IsOverViews ? Shapes() : Count();
        if (!_spec.IsOverViews)
        {
            Lengths(count);
        }

        if (_schema.Skeleton == Skeleton.Row)
        {
            ClassIndices();
        }

        OneNumbers();
        Overlaps();
        _writer.Gap();
        string call = $"global::LossGen.Generated.{kernels}.Run({string.Join(",\n    ", Passed(count))})";
        _writer.Line(_spec.ReturnsValue ? $"return {call};" : $"{call};");
    }

    /// <summary>The number of classes as the method writes it.</summary>
    private string Classes => TakesClasses ? _classes : CSharpLiteral.Int(_spec.Classes);

    /// <summary>The parameter that has one value a row, or null.</summary>
    private ParameterSpec? OnePerRow => _schema.Skeleton != Skeleton.Row ? null
        : _spec.HasClassIndices ? Targets
        : _spec[Role.AnchorStates] is { IsPacked: false } states ? states
        : _spec[Role.Weights] ?? (_schema.IsPerEntry ? null : _spec[Role.Losses]);

    private void ClassIndices()
    {
        if (!_spec.HasClassIndices)
        {
            return;
        }

        bool canIgnore = _schema.Constants.Any(c => c.Name == "IgnoreIndex");
        string weights = _spec[Role.ClassWeights]?.Name ?? $"default(global::{(_spec.IsOverViews ? "LossGen.ReadOnlyTensorView" : "System.ReadOnlySpan")}<{_spec.Real.Keyword()}>)";
        string ignored = canIgnore ? $", {CSharpLiteral.Int((long)_spec.Constant("IgnoreIndex"))}, {weights}" : "";
        _writer.Line($"{(_needsTotalWeight ? $"double {_totalWeight} = " : "")}{Labels}.Check({Targets.Name}, {Quoted(Targets)}, {Classes}{ignored});");
    }

    /// <summary>Writes what finds the number of items, and gives its name.</summary>
    private string Count()
    {
        switch (_schema.Skeleton)
        {
            case Skeleton.Box:
                _writer.Line($"int {_boxes} = {Arguments}.Boxes({Prediction.Name}.Length, {Quoted(Prediction)});");
                return _boxes;
            case Skeleton.Row when IsPacked:
                _writer.Line($"int {_rows} = {Arguments}.PackedRows({Prediction.Name}.Length, {Quoted(Prediction)}, {Targets.Name}.Length, {Quoted(Targets)}, {CSharpLiteral.Int(_spec.Classes)});");
                if (TakesClasses)
                {
                    _writer.Line($"int {_classes} = {_rows} == 0 ? 0 : {Prediction.Name}.Length / {_rows};");
                }

                return _rows;
            case Skeleton.Row when OnePerRow is null:
                _writer.Line($"int {_rows} = {Arguments}.RowsOf({Prediction.Name}.Length, {Quoted(Prediction)}, {Classes});");
                return _rows;
            case Skeleton.Row when !TakesClasses:
                _writer.Line($"{Arguments}.Rows({Prediction.Name}.Length, {Quoted(Prediction)}, {OnePerRow.Name}.Length, {Quoted(OnePerRow)}, {Classes});");
                return $"{OnePerRow.Name}.Length";
            case Skeleton.Row:
                _writer.Line($"int {_classes} = {Arguments}.Classes({Prediction.Name}.Length, {Quoted(Prediction)}, {OnePerRow.Name}.Length, {Quoted(OnePerRow)});");
                return $"{OnePerRow.Name}.Length";
            default:
                return $"{Prediction.Name}.Length";
        }
    }

    /// <summary>Writes the checks of views' shapes, and gives the number of items.</summary>
    private string Shapes()
    {
        if (_schema.Skeleton == Skeleton.Row)
        {
            return ShapesOfRows();
        }

        bool isBox = _schema.Skeleton == Skeleton.Box;
        if (isBox)
        {
            _writer.Line($"{ViewArguments}.Boxes({Prediction.Name}.Lengths, {Quoted(Prediction)});");
        }

        foreach (ParameterSpec other in Others)
        {
            bool isOneEach = isBox && _schema.Skeleton.Components(other.Role) == 1;
            _writer.Line($"{ViewArguments}.SameShape({other.Name}.Lengths, {Quoted(other)}, {Prediction.Name}.Lengths{(isOneEach ? "[..^1]" : "")}, {(isOneEach ? $"$\"each box of {{{Quoted(Prediction)}}}\"" : Quoted(Prediction))});");
        }

        Writable();
        return $"{Prediction.Name}.FlattenedLength{(isBox ? " / 4" : "")}";
    }

    private void OneNumbers()
    {
        foreach (ParameterSpec output in Streams.Where(p => _spec.IsOfCall(p.Role)))
        {
            _writer.Line($"{Arguments}.OneNumber({output.Name}.{(_spec.IsOverViews ? "FlattenedLength" : "Length")}, {Quoted(output)});");
        }
    }

    private void Writable()
    {
        foreach (ParameterSpec output in Streams.Where(p => p.Role.IsOutput()))
        {
            _writer.Line($"{ViewArguments}.Writable({output.Name}, {Quoted(output)});");
        }
    }

    /// <summary>Everything but the class weights has the predictions' axes, with the classes' or without it; where states are packed, the targets' is one longer.</summary>
    private string ShapesOfRows()
    {
        _writer.Line($"int {_axis} = {ClassAxis}.Find({Prediction.Name}.Lengths, {CSharpLiteral.Int(_spec.Axis)}, {Quoted(Prediction)}, {CSharpLiteral.Int(_spec.Classes)});");
        if (TakesClasses)
        {
            _writer.Line($"nint {_classes} = {Prediction.Name}.Lengths[{_axis}];");
        }

        foreach (ParameterSpec other in Others)
        {
            _writer.Line(
                other.Role == Role.ClassWeights ? $"{ClassAxis}.OnePerClass({other.Name}.Lengths, {Quoted(other)}, {Classes});"
                : _spec.HoldsStates(other) ? $"{ClassAxis}.Packed({other.Name}.Lengths, {Quoted(other)}, {Prediction.Name}.Lengths, {Quoted(Prediction)}, {_axis});"
                : IsOverClasses(other) ? $"{ViewArguments}.SameShape({other.Name}.Lengths, {Quoted(other)}, {Prediction.Name}.Lengths, {Quoted(Prediction)});"
                : $"{ClassAxis}.OnePerRow({other.Name}.Lengths, {Quoted(other)}, {Prediction.Name}.Lengths, {Quoted(Prediction)}, {_axis});");
        }

        Writable();
        return $"{Prediction.Name}.FlattenedLength / {Classes}";
    }

    private bool IsOverClasses(ParameterSpec p) => _spec.IsOverClasses(p) || (p.Role == Role.Losses && _schema.IsPerEntry);

    private void Lengths(string count)
    {
        foreach (ParameterSpec other in Others.Where(p => !_spec.HoldsStates(p)))
        {
            bool followsPrediction = _schema.Skeleton == Skeleton.Row ? IsOverClasses(other) : (other.Role.IsGradient() && !other.Role.IsOwn()) || other == Targets;
            if (other.Role == Role.ClassWeights)
            {
                _writer.Line($"{Arguments}.OnePerClass({other.Name}.Length, {Quoted(other)}, {Classes}, {(TakesClasses ? count : "1")});");
            }
            else if (followsPrediction)
            {
                _writer.Line($"{Arguments}.SameLength({other.Name}.Length, {Quoted(other)}, {Prediction.Name}.Length, {Quoted(Prediction)});");
            }
            else if (other != Targets && other != OnePerRow)
            {
                _writer.Line($"{Arguments}.OnePerItem({other.Name}.Length, {Quoted(other)}, {count});");
            }
        }
    }

    /// <summary>An output of as many values as the prediction may be the prediction's own memory, unless it is added to; else it overlaps nothing.</summary>
    private void Overlaps()
    {
        ParameterSpec[] outputs = Streams.Where(p => p.Role.IsOutput()).ToArray();
        for (int i = 0; i < outputs.Length; i++)
        {
            bool isAddedTo = _spec.Options.Accumulates && outputs[i].Role.IsGradient();
            bool isAsLong = outputs[i].Role.IsGradient() || _schema.Skeleton == Skeleton.Element || _schema.IsPerEntry;
            foreach (ParameterSpec other in Streams.Where(p => !p.Role.IsOutput()).Concat(outputs.Skip(i + 1)))
            {
                bool isReadAfterwards = outputs[i].Role == Role.Losses && _schema.IsPerEntry && outputs.Any(o => o.Role.IsGradient());
                string rule = IsBy(outputs[i], other) && isAsLong && !isAddedTo && !isReadAfterwards ? "SameOrApart" : "Apart";
                string types = _spec.IsOverViews && rule == "SameOrApart" ? other.Element.Keyword() : $"{outputs[i].Element.Keyword()}, {other.Element.Keyword()}";
                _writer.Line($"{(_spec.IsOverViews ? ViewArguments : Arguments)}.{rule}<{types}>({outputs[i].Name}, {Quoted(outputs[i])}, {other.Name}, {Quoted(other)});");
            }
        }
    }

    /// <summary>Whether an output belongs to an input, which the kernel has read where it writes: its memory may be the same.</summary>
    private static bool IsBy(ParameterSpec output, ParameterSpec input) =>
        output.Role.IsOwn() ? input.Role == RoleFacts.Own(output.Role - Role.OwnGradient, isScalar: false) : input.Role.IsPrediction();

    private IEnumerable<string> Passed(string count) =>
    [
        .. _spec.Parameters.Select(Passed),
        _spec.IsOverViews ? $"(nuint)({count})" : $"(nuint){count}",
        .. TakesClasses ? [$"(nuint){_classes}"] : Array.Empty<string>(),
        .. _needsTotalWeight ? [_totalWeight] : Array.Empty<string>(),
    ];

    private string Passed(ParameterSpec p)
    {
        if (_spec.IsOverViews)
        {
            return p.Role.IsScalar() ? p.Name
                : !_spec.HoldsStates(p) ? "in " + p.Name
                : p.IsPacked ? $"{p.Name}.Select({_axis}, {Classes})"
                : $"{p.Name}.Slice({_axis}, 0, {Classes})";
        }

        string start = p.IsPacked ? $".Slice(global::System.Math.Min({Classes}, {p.Name}.Length))" : "";
        string first = $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({p.Name}{start})";
        return p.Role.IsScalar() ? p.Name
            : p.Element == ElementType.Bool ? $"ref global::System.Runtime.CompilerServices.Unsafe.As<bool, byte>({first})"
            : first;
    }

    private static string View(ParameterSpec p) => $"{(p.Role.IsOutput() ? "" : "ReadOnly")}TensorView<{p.Element.Keyword()}>";

    private static string Quoted(ParameterSpec p) => $"nameof({p.Name})";
}
