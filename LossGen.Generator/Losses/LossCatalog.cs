namespace LossGen.Generator.Losses;

/// <summary>Every loss, and the kernels beside them, in the order of the documentation. A new loss is its file and its line here.</summary>
internal static class LossCatalog
{
    public static readonly KernelDefinition[] All =
    [
        new FocalLoss(),
        new CategoricalFocalLoss(),
        new BinaryCrossEntropy(),
        new CrossEntropy(),
        new SoftmaxFocalLoss(),
        new OneVersusAllFocalLoss(),
        new RetinaNetFocalLoss(),
        new IoU(),
        new GIoU(),
        new DIoU(),
        new CIoU(),
        new L1(),
        new MeanSquaredError(),
        new SmoothL1(),
        new Huber(),
        new ElementwiseLoss(),
        new RowLoss(),
        new BoxLoss(),
        new PairwiseIoU(),
        new PairwiseGIoU(),
        new NonMaxSuppression(),
        new YoloV3Loss(),
        new YoloV3Decode(),
    ];

    /// <summary>What an attribute asks for.</summary>
    public static KernelDefinition Kernel(string name) => All.First(kernel => kernel.Schema.Name == name);

    /// <summary>The loss of an attribute: <c>FocalLoss</c> for <c>LossGen.FocalLossAttribute</c>.</summary>
    public static LossDefinition Find(string name) => (LossDefinition)Kernel(name);
}
