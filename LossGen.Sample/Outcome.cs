namespace LossGen.Sample;

/// <summary>What came of a recipe.</summary>
internal sealed record Outcome(Recipe Recipe, IReadOnlyList<PerLoss> Losses, Training Training, Evaluation Evaluation, TimeSpan Elapsed);
