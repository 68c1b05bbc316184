using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// Writes what runs a pass whose rows stand side by side in vectors: where they lie so in memory, and the cache has room for their classes, the kernel works there,
/// else on tiles into which they are gathered; rows of too many classes for a tile it gathers itself, part by part. The terms of a block's sum wait in a plane, so that no layout changes a bit.
/// </summary>
internal sealed class RowsInLanesDriver(CodeWriter writer, KernelSignature signature, ItemPass work, KernelSpec spec, bool ofFewClasses) : PassDriver(writer, signature, work, spec)
{
    /// <summary>As <c>RowTiles.MostClasses</c>.</summary>
    public const int MostClasses = 256;

    private const int MostRows = 2048, Padding = 16;

    private KernelSignature Long { get; } = signature.OfLongRows();

    private bool HasLongRows => OverClasses.Any() && (Signature.Classes > MostClasses || (Signature.Classes == 0 && !ofFewClasses));

    private string Rest => Signature.Name + "Rest";

    private string Real => Signature.Real.Keyword();

    private IEnumerable<ParameterSpec> OfRows => Signature.Streams.Where(s => s.Role != Role.ClassWeights);

    private IEnumerable<ParameterSpec> OverClasses => Signature.Streams.Where(Signature.IsOverClasses);

    public override IEnumerable<KernelSignature> Kernels => HasLongRows ? [Signature, Long] : [Signature];

    /// <summary>A pass that reads nothing of the classes goes through many rows at once.</summary>
    protected override string Block => $"Blocks.RowsInLanes({(OverClasses.Any() ? Signature.ClassCount : "1")})";

    protected override IEnumerable<(string Type, string Name)> Places => [("StridedRuns", "runs" + Number), .. OverClasses.Select(s => ("nuint", KernelSignature.ClassStep(s) + Number))];

    /// <summary>The plane of the terms of a sum.</summary>
    public static string Terms(string first, int reduction) => reduction == 0 ? first : $"Unsafe.Add(ref {first}, {(MostRows + Padding) * reduction})";

    public override void Prepare()
    {
        if (!Spec.IsOverViews)
        {
            Writer.Line($"StridedRuns runs{Number} = StridedRuns.OfRows(count, stackalloc nint[] {{ {string.Join(", ", OfRows.Select(ItemOfSpan))} }});");
            foreach (ParameterSpec stream in OverClasses)
            {
                Writer.Line($"nuint {KernelSignature.ClassStep(stream)}{Number} = 1;");
            }

            return;
        }

        string prediction = Spec.Prediction.Stem;
        Writer.Line($"int axis{Number} = {(Spec.Axis < 0 ? $"{prediction}.Rank - {CSharpLiteral.Int(-Spec.Axis)}" : CSharpLiteral.Int(Spec.Axis))};");
        string Others(ParameterSpec stream, string what) => Signature.IsOverClasses(stream)
            ? $"ClassAxis.Others({stream.Stem}.{what}, axis{Number}, stackalloc nint[ClassAxis.MostAxes])"
            : $"{stream.Stem}.{what}";
        Writer.Line($"StridedRuns runs{Number} = new(\n    {string.Join(",\n    ", OfRows.Select(s => Others(s, "Strides")).Prepend(Others(Spec.Prediction, "Lengths")))});");
        foreach (ParameterSpec stream in OverClasses)
        {
            string axis = stream.Role == Role.ClassWeights ? "0" : "axis" + Number;
            Writer.Line($"nuint {KernelSignature.ClassStep(stream)}{Number} = (nuint){stream.Stem}.Strides[{axis}];");
        }
    }

    protected override void Loop(string first, string afterLast, Func<Expr, string> scalar, Func<Expr, string> groups)
    {
        if (Signature.Reductions.Count > 0)
        {
            Writer.Line($"ref {Real} terms{Number} = ref MemoryMarshal.GetReference(stackalloc {Real}[(int)block{Number} + {Padding}{(Signature.Reductions.Count == 1 ? "" : $" + {(MostRows + Padding) * (Signature.Reductions.Count - 1)}")}]);");
        }

        if (first != "0")
        {
            Writer.Line($"runs{Number}.Seek((nint){first});");
        }

        foreach (ParameterSpec stream in OfRows.OrderBy(SharesTile))
        {
            string type = KernelSignature.TypeOf(stream), rows = afterLast + (first == "0" ? "" : " - " + first);
            string size = Signature.IsOverClasses(stream) ? $"RowTiles.Size({rows}, {Signature.ClassCount}, {Signature.VirtualLanes})" : $"(int)RowTiles.Rows({rows}, {Signature.ClassCount})";
            string memory = SharesTile(stream) ? Tile(Spec.Prediction) : $"MemoryMarshal.GetReference(stackalloc {type}[{size}])";
            Writer.Line($"ref {type} {Tile(stream)} = ref {memory};");
        }

        bool mayCollide = Spec.IsOverViews && OverClasses.Contains(Spec.Prediction);
        if (mayCollide)
        {
            Writer.Line($"bool collide{Number} = RowTiles.Collide<{Real}>({KernelSignature.ClassStep(Spec.Prediction)}{Number}, {Signature.ClassCount});");
        }

        if (OverClasses.Any())
        {
            Writer.Line($"bool areFar{Number} = RowTiles.AreFar<{Real}>(count, {Signature.ClassCount});");
        }

        Writer.Block($"for (nuint start = {first}; start < {afterLast}; start += block{Number})", () =>
        {
            Writer.Line($"nuint items = nuint.Min(block{Number}, {afterLast} - start);");
            Writer.Block("for (nuint done = 0, taken; done < items; done += taken)", () =>
            {
                Writer.Line($"runs{Number}.Next((nint)(items - done));");
                Writer.Line($"taken = (nuint)runs{Number}.Length;");
                string sideBySide = string.Join(" && ", OfRows.Select((_, view) => $"runs{Number}.Stride({view}) == 1"));
                Writer.Line($"nuint whole = {(mayCollide ? $"!collide{Number} && " : "")}{sideBySide} ? taken & ~(nuint){Signature.VirtualLanes - 1} : 0;");
                Writer.Line($"{Signature.Name}({string.Join(", ", Arguments(scalar))});");
                Writer.Block("if (whole < taken)", () => Writer.Line($"{Rest}({string.Join(", ", RestArguments(scalar))});"));
            });
            for (int i = 0; i < Signature.Reductions.Count; i++)
            {
                Writer.Line($"{groups(Signature.Reductions[i])}.Add(Lanes.SumOfTerms(ref {Terms("terms" + Number, i)}, items));");
            }
        });
        Writer.Gap();
    }

    private IEnumerable<string> Arguments(Func<Expr, string> scalar) => Signature.All(
        s => $"ref {At(s)}",
        s => [KernelSignature.ClassStep(s) + Number],
        "whole",
        Signature.RowArguments("classes", ""),
        s => Scalar(s, scalar),
        $"ref Unsafe.Add(ref terms{Number}, done)");

    private IEnumerable<string> RestArguments(Func<Expr, string> scalar) =>
    [
        .. Signature.All(
            s => s.Role == Role.ClassWeights ? $"ref {Spec.First(s.Role)}" : $"ref Unsafe.Add(ref {At(s)}, (nint)whole * runs{Number}.Stride({ViewOf(s)}))",
            s => [KernelSignature.ClassStep(s) + Number],
            "taken - whole",
            Signature.RowArguments("classes", ""),
            s => Scalar(s, scalar),
            $"ref Unsafe.Add(ref terms{Number}, done + whole)"),
        .. OfRows.SelectMany(s => new[] { $"(nuint)runs{Number}.Stride({ViewOf(s)})", "ref " + Tile(s) }),
        .. OverClasses.Any() ? ["areFar" + Number] : Array.Empty<string>(),
    ];

    /// <summary>Whether a tile is that of the prediction: an output that is not read may be in its place.</summary>
    private bool SharesTile(ParameterSpec stream) => stream.Role == Role.Gradient && !Signature.Reads(stream.Role) && Signature.Reads(Spec.Prediction.Role);

    private string Scalar(string name, Func<Expr, string> scalar) => $"({Real}){scalar(Signature.Scalars.First(p => p.Name == name).Value)}";

    private string At(ParameterSpec stream) => stream.Role == Role.ClassWeights ? Spec.First(stream.Role) : $"Unsafe.Add(ref {Spec.First(stream.Role)}, runs{Number}.Offset({ViewOf(stream)}))";

    private int ViewOf(ParameterSpec stream) => OfRows.ToList().IndexOf(stream);

    private string Tile(ParameterSpec stream) => KernelSignature.Tile(stream) + Number;

    /// <summary>Rows that do not lie side by side, and the last ones, fewer than the virtual lanes.</summary>
    public override void Tail()
    {
        string parameters = string.Join(", ",
        [
            Signature.Parameters,
            .. OfRows.SelectMany(s => new[] { $"nuint {KernelSignature.RowStep(s)}", $"ref {KernelSignature.TypeOf(s)} {KernelSignature.Tile(s)}" }),
            .. OverClasses.Any() ? ["bool areFar"] : Array.Empty<string>(),
        ]);
        Writer.Gap();
        Writer.Line("// Rows that do not lie side by side, in tiles where they do; those of many classes are left to the kernel.");
        Writer.Block($"private static void {Rest}({parameters})", () =>
        {
            Writer.Line($"nuint rows = RowTiles.Rows(count, {Signature.ClassCount});");
            Writer.Block("for (nuint i = 0; i < count; i += rows)", () =>
            {
                Writer.Line("nuint taken = nuint.Min(rows, count - i);");
                if (HasLongRows && Signature.Classes == 0)
                {
                    Writer.Block("if (classes > RowTiles.MostClasses)", () =>
                    {
                        Tile(Long);
                        Writer.Line("continue;");
                    });
                    Writer.Gap();
                }

                Tile(HasLongRows && Signature.Classes > 0 ? Long : Signature);
            });
        });
    }

    /// <summary>Some rows: what is gathered here, the kernel, and what is put back.</summary>
    private void Tile(KernelSignature kernel)
    {
        ParameterSpec[] gathered = [.. OfRows.Where(s => !kernel.IsGathered(s))];
        foreach (ParameterSpec stream in gathered.Where(s => Signature.Reads(s.Role)))
        {
            Writer.Line($"RowTiles.Gather(ref {RowAt(stream)}, {KernelSignature.RowStep(stream)}, {Extent(stream, before: true)}, taken{Classes(stream)});");
        }

        string arguments = string.Join(", ", kernel.All(
            s => s.Role == Role.ClassWeights ? "ref classWeights" : gathered.Contains(s) ? "ref " + KernelSignature.Tile(s) : $"ref {RowAt(s)}",
            s => kernel.Place(s, gathered.Contains(s) ? "rows" : KernelSignature.ClassStep(s), KernelSignature.RowStep(s), "ref " + KernelSignature.Tile(s)),
            kernel.GathersRows ? "taken" : $"(taken + {Signature.VirtualLanes - 1}) & ~(nuint){Signature.VirtualLanes - 1}",
            Signature.RowArguments("classes", ""),
            s => s,
            "ref Unsafe.Add(ref terms, i)"));
        Writer.Line($"{kernel.Name}({arguments});");
        foreach (ParameterSpec stream in gathered.Where(s => s.Role.IsOutput()))
        {
            Writer.Line($"RowTiles.Scatter({Extent(stream, before: false)}, taken{Classes(stream)});");
        }
    }

    private static string RowAt(ParameterSpec stream) => $"Unsafe.Add(ref {stream.Stem}, i * {KernelSignature.RowStep(stream)})";

    private string Extent(ParameterSpec stream, bool before)
    {
        string tile = "ref " + KernelSignature.Tile(stream), line = Signature.IsOverClasses(stream) ? "rows" : "0";
        string step = Signature.IsOverClasses(stream) ? KernelSignature.ClassStep(stream) : "0";
        return before ? $"{step}, {tile}, {line}" : $"{tile}, {line}, ref {RowAt(stream)}, {KernelSignature.RowStep(stream)}, {step}";
    }

    /// <summary>How many elements of a span a row takes.</summary>
    private string ItemOfSpan(ParameterSpec stream) => Spec.HoldsStates(stream) ? $"(nint){Signature.ClassCount} + 1"
        : Signature.IsOverClasses(stream) ? $"(nint){Signature.ClassCount}"
        : "1";

    private string Classes(ParameterSpec stream) => Signature.IsOverClasses(stream) ? $", {Signature.ClassCount}, areFar" : ", 1";
}
