namespace LossGen;

/// <summary>What a floating-point target means. Targets of type <see cref="byte"/> and <see cref="bool"/> are always hard.</summary>
public enum TargetKind
{
    /// <summary>Any value from 0 to 1: a probability.</summary>
    Soft,

    /// <summary>
    /// A label: exactly 1 is positive, any other value negative (where the loss does not say otherwise). The kernel is faster than for soft targets.
    /// </summary>
    Hard,
}
