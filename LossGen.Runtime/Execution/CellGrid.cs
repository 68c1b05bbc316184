namespace LossGen.Execution;

/// <summary>The cells of a batch: images × height × width × anchors, each with five numbers and its classes.</summary>
internal readonly struct CellGrid(scoped ReadOnlySpan<nint> lengths)
{
    /// <summary>The numbers of a cell before those of its classes.</summary>
    public const int Numbers = 5;

    public readonly nint Images = lengths[0];
    public readonly nint Height = lengths[1];
    public readonly nint Width = lengths[2];
    public readonly nint Anchors = lengths[3];
    public readonly nint Classes = lengths[4] - Numbers;

    /// <summary>The cells of an image.</summary>
    public nint Cells => Height * Width * Anchors;

    /// <summary>The same in whole tiles, so that no tile has cells of two images.</summary>
    private nint Padded => (Cells + CellTile.Most - 1) / CellTile.Most * CellTile.Most;

    /// <summary>The places of all tiles of all images.</summary>
    public nuint Places => (nuint)(Images * Padded);

    /// <summary>The cells that a tile has.</summary>
    public CellRange At(nuint place)
    {
        nint image = (nint)place / Padded, first = (nint)place % Padded;
        return new(image, first, (int)nint.Min(CellTile.Most, Cells - first));
    }
}

/// <summary>Some cells of an image, one after the other.</summary>
/// <param name="Image">The image.</param>
/// <param name="First">The first cell.</param>
/// <param name="Count">How many; 0 or less for none.</param>
internal readonly record struct CellRange(nint Image, nint First, int Count);

/// <summary>How far apart in a view neighbours on each axis of a grid are.</summary>
internal readonly struct CellStrides(scoped ReadOnlySpan<nint> strides)
{
    public readonly nint Image = strides[0];
    public readonly nint Row = strides[1];
    public readonly nint Column = strides[2];
    public readonly nint Anchor = strides[3];
    public readonly nint Number = strides[4];
}
