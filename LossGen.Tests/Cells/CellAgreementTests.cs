using LossGen.Execution;
using LossGen.Generator.Emit;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Cells;

/// <summary>What the generator and the runtime each have a constant of is the same: neither can see the other's.</summary>
public class CellAgreementTests
{
    [Fact]
    public void Planes_are_as_long() => Assert.Equal(CellTile.Most, KernelSignature.Plane);

    [Fact]
    public void What_is_computed_of_a_true_box_has_room() => Assert.Equal(TrueBoxes<float>.Computed, CellPrograms.MostOfTruth);
}
