namespace LossGen;

/// <summary>Base of the attributes that ask for a loss kernel: put one on a partial method and the generator writes its body.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class LossAttribute : Attribute
{
    /// <summary>How the losses of all items become the returned value: their mean (the default) or their sum. No items give 0.</summary>
    public Reduction Reduction { get; set; } = Reduction.Mean;
}
