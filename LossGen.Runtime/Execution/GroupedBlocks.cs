namespace LossGen.Execution;

/// <summary>Which blocks form which group: the shape alone fixes the at most 64 groups.</summary>
internal readonly struct GroupedBlocks
{
    public const int MostGroups = 64;
    private readonly nuint _items;
    private readonly nuint _itemsPerGroup;

    /// <summary>The groups of some number of items.</summary>
    public GroupedBlocks(nuint items, nuint itemsPerBlock)
    {
        nuint blocks = (items / itemsPerBlock) + (items % itemsPerBlock == 0 ? 0u : 1u);
        BlocksPerGroup = nuint.Max(1, (blocks / MostGroups) + (blocks % MostGroups == 0 ? 0u : 1u));
        (_items, _itemsPerGroup) = (items, BlocksPerGroup * itemsPerBlock);
        Count = (int)((items / _itemsPerGroup) + (items % _itemsPerGroup == 0 ? 0u : 1u));
    }

    /// <summary>The number of groups.</summary>
    public int Count { get; }

    /// <summary>The first item of a group.</summary>
    public nuint Start(int group) => (nuint)group * _itemsPerGroup;

    /// <summary>The item after the last one of a group.</summary>
    public nuint End(int group) => nuint.Min(_items, Start(group) + _itemsPerGroup);

    /// <summary>The blocks of a group; the last may have fewer.</summary>
    public nuint BlocksPerGroup { get; }
}
