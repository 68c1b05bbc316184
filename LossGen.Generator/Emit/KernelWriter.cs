using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes the kernel of one pass in one width.</summary>
internal sealed class KernelWriter(CodeWriter writer, KernelSignature signature, ItemPass pass, Skeleton skeleton)
{
    private readonly HashSet<string> _taken = [.. signature.Streams.Select(s => s.Stem), .. signature.Scalars.Select(s => s.Name)];

    public void Write(Spelling spelling)
    {
        if (signature.HasRowsInLanes)
        {
            new RowsInLanesWriter(writer, signature, pass, spelling, Names()).Write();
        }
        else if (pass.VectorAxis == Axes.Class)
        {
            new RowWriter(writer, signature, pass, spelling, Names).Write();
        }
        else
        {
            new ItemWriter(writer, signature, pass, skeleton, spelling, Names).Write();
        }
    }

    private UniqueNames Names() => new(_taken, ReservedNames.All);
}
