namespace LossGen;

/// <summary>How accurately a kernel of <see cref="float"/> computes exponentials, logarithms, powers and arc tangents. A kernel of <see cref="double"/> is always precise.</summary>
public enum Precision
{
    /// <summary>At most 6 units in the last place an operation.</summary>
    Default,

    /// <summary>At most 4 units in the last place an operation.</summary>
    Precise,
}
