namespace LossGen.Sample;

/// <summary>What a network is trained with: a loss for each of its three heads.</summary>
internal sealed record Recipe(string Name, NamedLoss<bool> Presence, NamedLoss<int> Garment, NamedLoss<float> Frame)
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("built-in", new("[FocalLoss]", Losses.Presence), new("[CrossEntropy]", Losses.Garment), new("[GIoU]", Losses.Frame)),
        new("custom", new("Asymmetric", CustomLosses.Presence), new("Poly1", CustomLosses.Garment), new("EfficientIoU", CustomLosses.Frame)),
    ];
}

/// <summary>A kernel, and what the report calls it.</summary>
internal sealed record NamedLoss<T>(string Name, Loss<T> Kernel);

/// <summary>The mean loss of a batch; its gradient is written.</summary>
internal delegate float Loss<T>(ReadOnlySpan<float> predictions, ReadOnlySpan<T> targets, Span<float> gradient);
