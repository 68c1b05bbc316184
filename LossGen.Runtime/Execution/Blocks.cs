using System.ComponentModel;

namespace LossGen.Execution;

/// <summary>How many items make a block: inside one, sums are float in sixteen lanes; the blocks' sums are added in double. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Blocks
{
    /// <summary>Elements or boxes in a block: error 4e-8 of a sum, and 2 % of the time.</summary>
    public const nuint Items = 2048;

    /// <summary>Rows in a tile: what they have in the nearest cache, and one vector of rows where that is little.</summary>
    public static nuint RowTile(nuint classes) => nuint.Clamp(Items / nuint.Max(1, classes), 1, 16);

    /// <summary>Rows in a block: about as many predictions as a block of elements has.</summary>
    public static nuint Rows(nuint classes) => nuint.Max(1, Items / nuint.Max(1, classes));
}
