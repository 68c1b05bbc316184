namespace LossGen;

/// <summary>How accurately a kernel of <see cref="float"/> computes exponentials and what is made of them: sigmoids, softplus, softmax. Other functions are the same in both. A kernel of <see cref="double"/> is always precise.</summary>
public enum Precision
{
    /// <summary>At most 6 units in the last place an operation.</summary>
    Default,

    /// <summary>At most 4 units in the last place an operation.</summary>
    Precise,
}
