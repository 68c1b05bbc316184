using System.ComponentModel;

namespace LossGen.Execution;

/// <summary>How many items make a block: inside one, sums are float in sixteen lanes; the blocks' sums are added in double. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Blocks
{
    /// <summary>Elements or boxes in a block: error 4e-8 of a sum, and 2 % of the time.</summary>
    public const nuint Items = 2048;

    /// <summary>Classes of a long row whose sum is float; such sums are added in double.</summary>
    public const nuint Classes = 2048;

    /// <summary>Rows in a tile: as many as a block has, so that they stay in the nearest caches, but no more than a few vectors of rows.</summary>
    public static nuint RowTile(nuint classes) => nuint.Min(Rows(classes), 64);

    /// <summary>Where the next part of the classes begins: a block of whole steps, then what is left of a step; <paramref name="full"/> classes are whole steps.</summary>
    public static nuint NextClasses(nuint from, nuint full) => from == full ? nuint.MaxValue : nuint.Min(full, from + Classes);

    /// <summary>Rows in a block where rows stand side by side in vectors: whole steps of lanes, and no more predictions than needed.</summary>
    public static nuint RowsInLanes(nuint classes) => nuint.Clamp((Items / nuint.Max(1, classes)) & ~(nuint)15, 16, Items);

    /// <summary>Rows in a block: about as many predictions as a block of elements has. Of long rows up to eight, in twice as many: what a row costs beside its classes is then shared.</summary>
    public static nuint Rows(nuint classes)
    {
        classes = nuint.Max(1, classes);
        return nuint.Max(1, nuint.Max(Items / classes, nuint.Min(8, 2 * Items / classes)));
    }
}
