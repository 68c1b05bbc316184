namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A parameter of a formula.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="HasGradient">Whether the kernel differentiates by it.</param>
internal sealed record Parameter(string Name, ParameterKind Kind, bool HasGradient)
{
    public string GradientName => Name == "prediction" ? "gradient" : Name + "Gradient";

    /// <summary>How many numbers an item has of it.</summary>
    public int Numbers(int classes) => Kind switch
    {
        ParameterKind.Box => 4,
        ParameterKind.Row => classes,
        _ => 1,
    };

    /// <summary>The length of the axis that an item has in a view; 0 where it has none.</summary>
    public int Axis(int classes) => Kind is ParameterKind.Box or ParameterKind.Row ? Numbers(classes) : 0;

    /// <summary>Its type in the formula.</summary>
    public string Type(string own) => Kind switch
    {
        ParameterKind.Label => "bool",
        ParameterKind.Class => "int",
        ParameterKind.Row => $"Row<{own}>",
        ParameterKind.Box => own == "float" ? "Box" : "Box<double>",
        _ => own,
    };

    /// <summary>Its declaration in the kernel's signature.</summary>
    public string InKernel(string own, bool isView)
    {
        string element = Kind switch { ParameterKind.Label => "bool", ParameterKind.Byte => "byte", ParameterKind.Class => "int", _ => own };
        return Kind == ParameterKind.Call ? $"{own} {Name}" : $"{(isView ? "ReadOnlyTensorView" : "ReadOnlySpan")}<{element}> {Name switch { "prediction" => "predictions", "target" => "targets", _ => Name }}";
    }

    /// <summary>The argument of a kernel, out of an array of doubles.</summary>
    public string Converted(string own, string numbers) => Kind switch
    {
        ParameterKind.Label => $"Bools({numbers})",
        ParameterKind.Byte => $"Bytes({numbers})",
        ParameterKind.Class => $"Classes({numbers})",
        ParameterKind.Call => $"({own}){numbers}[0]",
        _ => own == "float" ? $"Floats({numbers})" : $"Doubles({numbers})",
    };

    /// <summary>The argument of a formula, out of the item's numbers.</summary>
    public string OfItem(string own, string numbers, BoxFormat format)
    {
        string N(int i) => $"({own}){numbers}[{i}]";
        return Kind switch
        {
            ParameterKind.Label => $"{numbers}[0] != 0",
            ParameterKind.Class => $"(int){numbers}[0]",
            ParameterKind.Row => own == "float" ? $"Floats({numbers})" : numbers,
            ParameterKind.Box => $"new({string.Join(", ", format switch
            {
                BoxFormat.Xyxy => [N(0), N(1), N(2), N(3)],
                BoxFormat.Yxyx => [N(1), N(0), N(3), N(2)],
                BoxFormat.Xywh => [N(0), N(1), $"{N(0)} + {N(2)}", $"{N(1)} + {N(3)}"],
                _ => new[] { $"{N(0)} - {N(2)} / 2", $"{N(1)} - {N(3)} / 2", $"{N(0)} + {N(2)} / 2", $"{N(1)} + {N(3)} / 2" },
            })})",
            _ => N(0),
        };
    }
}

internal enum ParameterKind
{
    /// <summary>A number that each item has: prediction, target, or another.</summary>
    Item,

    /// <summary>A target that is a truth value.</summary>
    Label,

    /// <summary>A target that is a number to the formula and a byte, 0 or 1, to the kernel.</summary>
    Byte,

    /// <summary>A number that a call has.</summary>
    Call,

    /// <summary>A number for each class.</summary>
    Row,

    /// <summary>A class index.</summary>
    Class,

    Box,

    /// <summary>A number that each item's loss is multiplied by, of which the formula knows nothing.</summary>
    Weight,
}
