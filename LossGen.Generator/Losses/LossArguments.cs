using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Parsing.Formulas;

namespace LossGen.Generator.Losses;

/// <summary>What a definition's formula is written with: the constants of the attribute and one item's prediction and target.</summary>
internal sealed class LossArguments(KernelSpec spec, Expr[] prediction, Expr[] target)
{
    /// <summary>The value of a constant; 0 for one that the kernel's type has no normal number for, since its reciprocal may be infinite.</summary>
    public double this[string constant] =>
        spec.Constants.First(c => c.Name == constant).Value is var value && Math.Abs(value) < SmallestNormal ? 0 : value;

    /// <summary>The value of a constant that is more than 0; the smallest normal number of the kernel's type at least, since 0 would leave no formula.</summary>
    public double Positive(string constant) => Math.Max(this[constant], SmallestNormal);

    /// <summary>Whether the prediction is a raw score, and not a probability.</summary>
    public bool IsLogits => spec.Prediction.Role == Role.Logits;

    public Expr Prediction => prediction[0];

    public Expr Target => target[0];

    /// <summary>The target with label smoothing: <c>t (1 − s) + s / 2</c>.</summary>
    public Expr SmoothTarget => this["LabelSmoothing"] is > 0 and double s ? Target * (1 - s) + s / 2 : Target;

    /// <summary>Whether the targets are class indices, one a row, and not a distribution over the classes.</summary>
    public bool HasClassIndices => spec.HasClassIndices;

    /// <summary>Whether a row's class index says that the row does not count; null where no index can.</summary>
    public Expr? IsIgnored => spec.HasClassIndices && spec.Constants.Any(c => c.Name == "IgnoreIndex")
        ? Functions.Equal(Target, Graph.Int((long)this["IgnoreIndex"])).As("isIgnored")
        : null;

    /// <summary>Whether the state of the row's anchor is a number.</summary>
    public Expr IsState(int state)
    {
        Expr of = Graph.Input(Role.AnchorStates, spec[Role.AnchorStates]!.Element, Axes.Item);
        return Functions.Equal(of, of.Type == NodeType.Real ? state : Graph.Int(state));
    }

    /// <summary>The weights of the classes, or null where they all weigh 1.</summary>
    public Expr? ClassWeights => spec[Role.ClassWeights] is { } weights ? Graph.Input(Role.ClassWeights, weights.Element, Axes.Class) : null;

    /// <summary>The weight of the row's class.</summary>
    public Expr WeightOfClass => ClassWeights is { } weights ? Functions.Pick(weights, Target).As("weightOfClass") : 1;

    /// <summary>The number of items.</summary>
    public Expr Rows => Graph.Count();

    /// <summary>The number of classes.</summary>
    public Expr Classes => spec.Classes > 0 ? spec.Classes : Graph.Count(Axes.Class);

    /// <summary>The weights of the rows' classes, added up over the rows that are not ignored.</summary>
    public Expr TotalWeight => Functions.Sum(Axes.Item, Counted(WeightOfClass, 0)).As("totalWeight");

    /// <summary>A row's value; where the row is ignored another one, which says that it counts for nothing.</summary>
    public Expr Counted(Expr value, Expr nothing) => IsIgnored is { } ignored ? Functions.Where(ignored, nothing, value) : value;

    /// <summary>The value of the user's formula.</summary>
    public Expr Formula => new FormulaEvaluator(spec.Formula!, Graph, OfFormula, (TieRule)spec.Constant("Ties")).Run();

    /// <summary>What a parameter of the formula stands for; of no parameter, how many classes there are.</summary>
    private object OfFormula(int place) => (place < 0 ? FormulaType.Unknown : spec.Formula!.Parameters[place].Type, place) switch
    {
        (FormulaType.Unknown, _) => Classes,
        (FormulaType.Box, FormulaSpec.Prediction) => Box.From(spec.Format, prediction),
        (FormulaType.Box, _) => Box.From(spec.Format, target, "target"),
        (FormulaType.Bool, _) => Target.IsConstant ? Functions.Truth(Target.Number == 1) : Functions.Equal(Target, Target.Type == NodeType.Real ? 1 : Graph.Int(1)).As("positive"),
        (_, FormulaSpec.Prediction) => Prediction,
        (_, FormulaSpec.Target) => Target,
        _ => Own(place) ?? (Expr)spec.Formula!.Parameters[place].Default!.Value,
    };

    /// <summary>A parameter of the formula beside prediction and target: a value an item or a call; null where the signature has none.</summary>
    public Expr? Own(int place) => spec.Parameters.FirstOrDefault(p => p.Role == RoleFacts.Own(place, false) || p.Role == RoleFacts.Own(place, true)) is { } own
        ? Graph.Input(own.Role, own.Element, own.Role.IsScalar() ? Axes.None : Axes.Item).As(own.Name.TrimStart('@'))
        : null;

    private Graph Graph => Prediction.Graph!;

    /// <summary>The probability of the positive class, clipped by ε.</summary>
    public BinaryClass Clipped => BinaryClass.OfClipped(Prediction, this["Epsilon"]);

    private double SmallestNormal => spec.Real == ElementType.Double ? 2.2250738585072014e-308 : 1.1754943508222875e-38;

    public BoxPair Boxes => new(
        Box.From(spec.Format, prediction),
        Box.From(spec.Format, target, spec[Role.Boxes2] is null ? "target" : "other"),
        (TieRule)spec.Constant("Ties"),
        this["Epsilon"]);
}
