using System.Runtime.CompilerServices;

namespace LossGen;

/// <summary>One number for each axis that a view can have.</summary>
[InlineArray(Layout.MaxRank)]
internal struct PerAxis
{
    private nint _first;
}
