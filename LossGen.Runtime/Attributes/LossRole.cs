namespace LossGen;

/// <summary>What a parameter of a kernel method is for. Its name says it, or <see cref="RoleAttribute"/>.</summary>
public enum LossRole
{
    /// <summary>Raw scores, any finite number.</summary>
    Logits,

    /// <summary>Probabilities, from 0 to 1.</summary>
    Probabilities,

    /// <summary>Predicted values, or boxes.</summary>
    Predictions,

    /// <summary>What the predictions should have been.</summary>
    Targets,

    /// <summary>One weight an item; it multiplies the item's loss and gradient.</summary>
    Weights,

    /// <summary>One number a call that divides the sum of the losses, in place of the number of items.</summary>
    Normalizer,

    /// <summary>One number a call that multiplies every gradient: the upstream factor, or a loss scale.</summary>
    Scale,

    /// <summary>Receives the loss of each item.</summary>
    Losses,

    /// <summary>Receives the derivatives by the predictions.</summary>
    Gradient,

    /// <summary>Receives the derivatives by the targets.</summary>
    TargetGradient,
}
