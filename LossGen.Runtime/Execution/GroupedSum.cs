using System.ComponentModel;

namespace LossGen.Execution;

/// <summary>
/// Adds the blocks' sums in double: in order inside a group, then the groups in order. The shape alone fixes the at most 64 groups, so that any number of
/// threads adds alike. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct GroupedSum
{
    private readonly nuint _blocksPerGroup;
    private nuint _blocks;
    private double _group;
    private double _groups;

    /// <summary>Starts a sum over the blocks of some number of items.</summary>
    public GroupedSum(nuint items, nuint itemsPerBlock)
    {
        _blocksPerGroup = new GroupedBlocks(items, itemsPerBlock).BlocksPerGroup;
    }

    /// <summary>The sum of all blocks added.</summary>
    public readonly double Total => _groups + _group;

    /// <summary>Adds the sum of the next block.</summary>
    public void Add(double block)
    {
        if (_blocks == _blocksPerGroup)
        {
            _groups += _group;
            (_group, _blocks) = (0, 0);
        }

        _group += block;
        _blocks++;
    }
}
