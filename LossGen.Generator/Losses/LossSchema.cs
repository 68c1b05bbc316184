using LossGen.Generator.Parsing;

namespace LossGen.Generator.Losses;

/// <summary>What an item of a loss is, and how the parameters' lengths follow from the number of items.</summary>
internal enum Skeleton
{
    /// <summary>An item is an element: prediction and target have one value an item.</summary>
    Element,

    /// <summary>An item is a box: prediction and target have four coordinates an item.</summary>
    Box,

    /// <summary>An item is a row: the prediction has one value a class, the target one class index a row.</summary>
    Row,

    /// <summary>No loss: an item is a pair of boxes, one of each of two lists, and has an entry of a matrix.</summary>
    Pair,

    /// <summary>No loss either: boxes that overlap better ones are dropped from a list.</summary>
    Suppression,

    /// <summary>An item is a cell of a detector's grid for an anchor: it has a box, a confidence and classes.</summary>
    Cells,

    /// <summary>No loss: what a network says of a cell is made readable.</summary>
    CellDecoding,
}

internal static class SkeletonFacts
{
    private const int BoxNumbers = 4;

    /// <summary>How many values an item has of a role, beside those that it has of each class.</summary>
    public static int Components(this Skeleton skeleton, Role role) =>
        skeleton == Skeleton.Box && role is not (Role.Weights or Role.Losses or Role.Matrix) && !role.IsOwn() ? BoxNumbers : 1;

    /// <summary>Whether kernels are of a loss, with a prediction and targets.</summary>
    public static bool IsLoss(this Skeleton skeleton) => skeleton is Skeleton.Element or Skeleton.Box or Skeleton.Row;

    /// <summary>Whether kernels are over the cells of a grid.</summary>
    public static bool IsOfCells(this Skeleton skeleton) => skeleton is Skeleton.Cells or Skeleton.CellDecoding;
}

/// <summary>What a loss's attribute and signature may say: the parser, the rules and their messages read it from here.</summary>
internal sealed record LossSchema(
    string Name,
    Skeleton Skeleton,
    EquatableArray<ConstantSchema> Constants,
    EquatableArray<Role> Predictions,
    EquatableArray<ElementType> TargetTypes)
{
    /// <summary>The most axes that a tensor view has.</summary>
    private const int MostAxes = 8;

    public static LossSchema Element(string name) => new(name, Skeleton.Element, default, default, new([ElementType.Float]));

    /// <summary>An element loss of the difference of prediction and target.</summary>
    public static LossSchema Regression(string name) => Element(name).Prediction(Role.Predictions);

    public static LossSchema Box(string name) => Boxes(name)
        .Constant("Epsilon", @default: 1e-7, min: 0)
        .Choice("Ties", count: 3).OnlyWith(Role.Gradient, Role.TargetGradient);

    /// <summary>A loss over boxes that has no ε.</summary>
    public static LossSchema BoxFormula(string name) => Boxes(name).WithFormula()
        .Choice("Ties", count: 3).OnlyWith(Role.Gradient, Role.TargetGradient);

    private static LossSchema Boxes(string name) => new LossSchema(name, Skeleton.Box, default, new([Role.Predictions]), new([ElementType.Float]))
        .Choice("Format", count: 4);

    public static LossSchema Row(string name) => new LossSchema(name, Skeleton.Row, default, new([Role.Logits]), new([ElementType.Int, ElementType.Long]))
        .Integer("Classes", @default: 0, min: 0, max: int.MaxValue)     // 0: from the shape
        .Integer("Axis", @default: -1, min: -MostAxes, max: MostAxes - 1);

    /// <summary>A kernel beside the losses, over pairs of boxes.</summary>
    public static LossSchema Pair(string name, Skeleton skeleton = Skeleton.Pair) => new LossSchema(name, skeleton, default, default, default)
        .Choice("Format", count: 4)
        .Constant("Epsilon", @default: 0, min: 0);

    /// <summary>A kernel over the cells of a detector's grid.</summary>
    public static LossSchema Cells(string name, Skeleton skeleton) => new LossSchema(name, skeleton, default, new([Role.Logits]), new([ElementType.Float]))
        .Integer("Classes", @default: 0, min: 0, max: int.MaxValue)     // 0: from the shape
        .Constant("Stride", @default: 0, above: 0);

    /// <summary>A real constant with its default and its closed range.</summary>
    public LossSchema Constant(string name, double @default, double min = double.NegativeInfinity, double max = double.PositiveInfinity) =>
        With(new ConstantSchema(name, ConstantKind.Real, @default, min, max));

    /// <summary>A real constant that is more than a number.</summary>
    public LossSchema Constant(string name, double @default, double above) =>
        With(new ConstantSchema(name, ConstantKind.Real, @default, above, double.PositiveInfinity, ExcludesMin: true));

    /// <summary>A whole constant.</summary>
    public LossSchema Integer(string name, int @default, int min, int max) => With(new ConstantSchema(name, ConstantKind.Integer, @default, min, max));

    /// <summary>A constant of an enumeration with the members 0 to <paramref name="count"/> − 1; the first is the default.</summary>
    public LossSchema Choice(string name, int count) => With(new ConstantSchema(name, ConstantKind.Choice, 0, 0, count - 1));

    /// <summary>The last constant changes nothing unless a parameter has one of the roles.</summary>
    public LossSchema OnlyWith(params Role[] roles) =>
        this with { Constants = Constants.Select((c, i) => i == Constants.Count - 1 ? c with { OnlyWith = new(roles) } : c).ToEquatableArray() };

    /// <summary>Whether the classes may have weights.</summary>
    public bool HasClassWeights { get; private init; }

    /// <summary>Whether a row has a loss for each of its classes, and not one.</summary>
    public bool IsPerEntry { get; private init; }

    /// <summary>Whether a row has a state beside its targets: a parameter of its own, or packed with the targets as what comes after their classes.</summary>
    public bool HasAnchorStates { get; private init; }

    /// <summary>What the sum of the losses is always divided by, in words, where the loss itself says so: there is no reduction to choose then, and no mean of nothing.</summary>
    public string? OwnDivisor { get; private init; }

    /// <summary>The roles that the prediction may have: each asks for another form of the loss.</summary>
    public LossSchema Prediction(params Role[] roles) => this with { Predictions = new(roles) };

    /// <summary>Whether the value is a formula of the user's.</summary>
    public bool HasFormula { get; private init; }

    public LossSchema WithFormula() => this with { HasFormula = true };

    public LossSchema WithClassWeights() => this with { HasClassWeights = true };

    public LossSchema PerEntry() => this with { IsPerEntry = true };

    public LossSchema WithAnchorStates() => this with { HasAnchorStates = true };

    public LossSchema DividedBy(string divisor) => this with { OwnDivisor = divisor };

    public LossSchema Targets(params ElementType[] types) => this with { TargetTypes = new(types) };

    private LossSchema With(ConstantSchema constant) => this with { Constants = Constants.Append(constant).ToEquatableArray() };
}

internal enum ConstantKind
{
    Real,
    Integer,
    Choice,
}

/// <summary>A constant of a loss: a property of its attribute.</summary>
internal sealed record ConstantSchema(string Name, ConstantKind Kind, double Default, double Min, double Max, bool ExcludesMin = false)
{
    /// <summary>The roles without which it changes nothing, any of them; none where it always does.</summary>
    public EquatableArray<Role> OnlyWith { get; init; }
}
