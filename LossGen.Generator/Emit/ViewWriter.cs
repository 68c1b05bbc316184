using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>
/// Writes how a pass over tensor views goes through a block of items. Where items lie side by side in long runs, the kernel works on a run in place; else on
/// tiles, into which they are gathered. Item i adds into lane i mod 16 of its block either way, so that strides change no bits.
/// </summary>
internal sealed class ViewWriter(CodeWriter writer, KernelSignature signature, Skeleton skeleton, string number, Action<Func<ParameterSpec, string, string>, string> call)
{
    private string Runs => "runs" + number;

    private string IsDense => "isDense" + number;

    private IEnumerable<(ParameterSpec Stream, int View)> Views => signature.Streams.Select((stream, view) => (stream, view));

    /// <summary>What a method takes that goes through views, beside the first values: where the items are.</summary>
    public IEnumerable<(string Type, string Name)> Places => [("StridedRuns", Runs), .. Boxes.Select(s => ("nint", Step(s)))];

    /// <summary>Finds the places.</summary>
    public void Prepare(ParameterSpec prediction)
    {
        string strides = string.Join(", ", signature.Streams.Select(s => s.Stem + ".Strides"));
        string leading = skeleton == Skeleton.Box ? ".Lengths[..^1]" : ".Lengths";
        writer.Line($"StridedRuns {Runs} = new({prediction.Stem}{leading}, {strides});");
        foreach (ParameterSpec stream in Boxes)
        {
            writer.Line($"nint {Step(stream)} = {stream.Stem}.Strides[^1];");
        }
    }

    /// <summary>What stands before the loop over the blocks.</summary>
    public void Locals()
    {
        IEnumerable<string> sideBySide = Views.Select(v => $"{Runs}.Stride({v.View}) == {Components(v.Stream)}").Concat(Boxes.Select(s => $"{Step(s)} == 1"));
        writer.Line($"bool {IsDense} = {Runs}.RunLength >= ViewTiles.Items && {string.Join(" && ", sideBySide)};");
        foreach (ParameterSpec stream in signature.Streams)
        {
            string type = KernelSignature.TypeOf(stream);
            string tile = type == signature.Real.Keyword()
                ? $"ref Lanes.Aligned(stackalloc {type}[(ViewTiles.Items * {Components(stream)}) + Lanes.Alignment])"
                : $"ref MemoryMarshal.GetReference(stackalloc {type}[ViewTiles.Items])";
            writer.Line($"ref {type} {Tile(stream)} = {tile};");
        }
    }

    /// <summary>The kernel's calls for one block.</summary>
    public void Pieces()
    {
        writer.Block("for (nuint done = 0, taken; done < items; done += taken)", () =>
        {
            writer.Block($"if ({IsDense})", Run);
            writer.Block("else", TileOfItems);
        });
        writer.Gap();
        if (signature.Reductions.Count > 0)
        {
            writer.Block($"if ({IsDense})", () => Rotate($"({signature.VirtualLanes} - (items & {signature.VirtualLanes - 1}))"));
            writer.Gap();
        }
    }

    private void Run()
    {
        writer.Line($"{Runs}.Next((nint)(items - done));");
        writer.Line($"taken = (nuint){Runs}.Length;");
        call((s, first) => $"ref Unsafe.Add(ref {s.Stem}First, {Runs}.Offset({ViewOf(s)}){(first.Length == 0 ? "" : $" + (nint){Scaled(first, s)}")})", "taken");
        Rotate("taken");
    }

    private void TileOfItems()
    {
        writer.Line("taken = nuint.Min(ViewTiles.Items, items - done);");
        foreach ((ParameterSpec stream, int view) in Views.Where(v => signature.Reads(v.Stream.Role)))
        {
            writer.Line($"ViewTiles.Gather{Suffix(stream)}({Runs}, {view}{StepArgument(stream)}, ref {stream.Stem}First, ref {Tile(stream)}, taken);");
        }

        call((s, first) => first.Length == 0 ? $"ref {Tile(s)}" : $"ref Unsafe.Add(ref {Tile(s)}, {Scaled(first, s)})", "taken");
        foreach ((ParameterSpec stream, int view) in Views.Where(v => v.Stream.Role.IsOutput()))
        {
            writer.Line($"ViewTiles.Scatter{Suffix(stream)}({Runs}, {view}{StepArgument(stream)}, ref {Tile(stream)}, ref {stream.Stem}First, taken);");
        }

        writer.Line($"ViewTiles.Skip(ref {Runs}, taken);");
    }

    /// <summary>After a run that ends inside a step, the next item's lane comes first.</summary>
    private void Rotate(string by)
    {
        string steps = $"{by} & {signature.VirtualLanes - 1}";
        for (int i = 0; i < signature.Reductions.Count; i++)
        {
            string lanes = i == 0 ? $"ref sums{number}" : $"ref Unsafe.Add(ref sums{number}, {signature.VirtualLanes * i})";
            writer.Line($"ViewTiles.Rotate({lanes}, {signature.VirtualLanes}, {steps});");
        }
    }

    private int ViewOf(ParameterSpec stream) => signature.Streams.ToList().IndexOf(stream);

    private int Components(ParameterSpec stream) => skeleton.Components(stream.Role);

    private string Scaled(string count, ParameterSpec stream) => Components(stream) == 1 ? count : $"({Components(stream)} * {count})";

    private string Suffix(ParameterSpec stream) => Components(stream) == 1 ? "" : "Boxes";

    private string Step(ParameterSpec stream) => stream.Stem + "Step" + number;

    private IEnumerable<ParameterSpec> Boxes => signature.Streams.Where(s => Components(s) > 1);

    private string StepArgument(ParameterSpec stream) => Components(stream) == 1 ? "" : ", " + Step(stream);

    private string Tile(ParameterSpec stream) => stream.Stem + "Tile" + number;
}
