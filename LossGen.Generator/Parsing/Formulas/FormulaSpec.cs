namespace LossGen.Generator.Parsing.Formulas;

/// <summary>A user's formula: what it takes, and how it is computed. It is compared by value and holds nothing of the compiler's, so the pipeline can cache it.</summary>
/// <param name="Parameters">The method's parameters: the prediction, the target, and any others.</param>
/// <param name="Steps">Each after those that it takes; the last is the result. Equal computations are one step.</param>
internal sealed record FormulaSpec(EquatableArray<FormulaParameter> Parameters, EquatableArray<FormulaStep> Steps)
{
    public const int Prediction = 0;
    public const int Target = 1;
}

/// <summary>A parameter of a formula.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Default">Its default value; null where it has none.</param>
internal sealed record FormulaParameter(string Name, FormulaType Type, double? Default)
{
    /// <summary>What the output for the derivative is called, behind the parameter's name.</summary>
    public const string Gradient = "Gradient";

    /// <summary>The name of the output that asks for the derivative by it.</summary>
    public string GradientName => Name + Gradient;
}

/// <summary>One computation of a formula.</summary>
/// <param name="Operation">What is done: a row of <see cref="Losses.FormulaOperations"/>, or one of <see cref="FormulaOp"/>.</param>
/// <param name="Arguments">The places of the steps that it takes.</param>
/// <param name="Number">The value of a constant, or the place of a parameter.</param>
/// <param name="Name">The local variable that holds the value, for the reader of the kernel.</param>
internal sealed record FormulaStep(string Operation, EquatableArray<int> Arguments, double Number = 0, string? Name = null);

/// <summary>The operations that are more than functions of numbers.</summary>
internal static class FormulaOp
{
    public const string Constant = "constant";
    public const string Parameter = "parameter";
    public const string True = "true";
    public const string False = "false";
    public const string Greater = ">";
    public const string GreaterOrEqual = ">=";
    public const string Equal = "==";
    public const string Not = "!";
    public const string And = "&&";
    public const string Or = "||";
    public const string Choice = "?:";

    // Of rows: the classes' own index, and a value at an index.
    public const string ClassIndex = "index";
    public const string At = "[]";
    public const string Classes = "Length";
    public const string Sum = "Sum";
    public const string Largest = "Max of a row";
    public const string LogSumExp = "LogSumExp";

    // Of boxes, beside the names of their numbers.
    public const string NewBox = "new Box";
    public const string Intersection = "Intersection";
    public const string Hull = "Hull";
}

/// <summary>What a value of a formula is.</summary>
internal enum FormulaType
{
    /// <summary>What has been reported as a mistake: anything may be done with it.</summary>
    Unknown,

    /// <summary>A number.</summary>
    Real,

    Bool,

    /// <summary>A class index: a row's label, or the parameter of a lambda over the classes.</summary>
    Index,

    /// <summary>A value for each class of a row.</summary>
    Row,

    Box,
}
