namespace LossGen;

/// <summary>
/// Squared error that goes on linearly (Huber 1964): with <c>d = p − t</c>, <c>d² / 2</c> where <c>|d| ≤ δ</c>, else <c>δ (|d| − δ / 2)</c>. One prediction and
/// one target an item. PyTorch's <c>huber_loss</c>.
/// </summary>
public sealed class HuberAttribute : LossAttribute
{
    /// <summary>Where the parabola ends, in the predictions' unit; more than 0. 1 by default.</summary>
    public double Delta { get; set; } = 1;
}
