namespace LossGen;

/// <summary>What a parameter of a kernel method is for. Its name says it, or <see cref="RoleAttribute"/>.</summary>
public enum LossRole
{
    /// <summary>Raw scores, any finite number: the prediction of a loss that makes probabilities of them itself.</summary>
    Logits,

    /// <summary>Probabilities, from 0 to 1: the prediction of a loss that takes them as they are.</summary>
    Probabilities,

    /// <summary>Predicted numbers or boxes: the prediction of all other losses.</summary>
    Predictions,

    /// <summary>What the predictions should have been.</summary>
    Targets,

    /// <summary>One weight an item; it multiplies the item's loss and gradient.</summary>
    Weights,

    /// <summary>One weight a class, of losses over rows; it multiplies what the class contributes.</summary>
    ClassWeights,

    /// <summary>One state an anchor, of losses over anchors: 1 for an object, 0 for background; any other anchor counts for nothing.</summary>
    AnchorStates,

    /// <summary>One number a call that divides the mean's sum of losses, in place of the number of items, as IEEE 754 divides: 0 makes value and gradients infinite or NaN, without an exception. An error where a sum, or nothing, is returned.</summary>
    Normalizer,

    /// <summary>One number a call that multiplies every gradient, and neither the value nor the losses: the upstream factor, or a loss scale.</summary>
    Scale,

    /// <summary>Receives the loss of each item, times its weight; never divided.</summary>
    Losses,

    /// <summary>Receives the derivatives of the returned value (of the sum of the losses, where nothing is returned) by the predictions.</summary>
    Gradient,

    /// <summary>Receives the derivatives by the targets; only of losses of boxes, and of those of your own over single numbers.</summary>
    TargetGradient,

    /// <summary>The boxes of a matrix's rows: of kernels over pairs of boxes.</summary>
    Boxes1,

    /// <summary>The boxes of a matrix's columns.</summary>
    Boxes2,

    /// <summary>Receives a value for each two boxes, row after row.</summary>
    Matrix,

    /// <summary>The boxes to choose from, of non-maximum suppression.</summary>
    Boxes,

    /// <summary>One score a box: better ones suppress others.</summary>
    Scores,

    /// <summary>One class a box: boxes of different classes do not suppress each other.</summary>
    Classes,

    /// <summary>Receives the indices of the boxes that are kept.</summary>
    Kept,

    /// <summary>Receives what a network's raw output says, in pixels and probabilities.</summary>
    Decoded,
}
