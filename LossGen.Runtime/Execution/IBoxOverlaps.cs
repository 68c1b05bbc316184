using System.ComponentModel;

namespace LossGen.Execution;

/// <summary>How much one box overlaps each of several others, for <see cref="NonMaxSuppression"/>. Generated code implements it.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBoxOverlaps<T>
{
    /// <summary>Writes the intersection over union of a box and each of a number of boxes.</summary>
    static abstract void Run(ref T box, ref T boxes, ref T overlaps, nuint count);
}
