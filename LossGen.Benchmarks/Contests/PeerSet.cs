namespace LossGen.Benchmarks.Contests;

/// <summary>Who meets a kernel: the scalar loop, which all others are checked against, and those of the others that are named.</summary>
internal sealed record PeerSet<T>(Loss<T> Scalar)
{
    /// <summary>LossGen's kernel of the same loss, written as a formula of a user.</summary>
    public Loss<T>? Formula { get; init; }

    /// <summary>TensorPrimitives in tiles.</summary>
    public Loss<T>? Tiles { get; init; }

    /// <summary>TensorPrimitives over whole arrays.</summary>
    public Loss<T>? Whole { get; init; }

    /// <summary>The function in C intrinsics.</summary>
    public string? Intrinsics { get; init; }

    /// <summary>The function in plain C.</summary>
    public string? Textbook { get; init; }

    /// <summary>The loss in the Python process.</summary>
    public string? PyTorch { get; init; }

    /// <summary>What computes no loss, or gives it in another form.</summary>
    public IReadOnlyList<(string Name, Loss<T> Loss)> Others { get; init; } = [];

    /// <summary>Whether the kernel takes all threads.</summary>
    public bool SharesWork { get; init; }
}
