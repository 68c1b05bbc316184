using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>
/// A reduction in sixteen virtual lanes, eight of doubles: item i goes to lane i mod 16 whatever the width. A narrower vector takes turns with its parts; without vectors
/// the lanes stay in memory.
/// </summary>
internal sealed class Accumulator(Expr reduction, Spelling spelling, string name, string memory, bool ofBoxes = false)
{
    public const int VirtualLanes = 16;

    public Expr Reduction => reduction;

    private string[] Parts => PartNames(spelling, name);

    private static string[] PartNames(Spelling spelling, string name) => (spelling.VirtualLanes / spelling.Lanes) switch
    {
        1 => [name],
        2 => [name + "Low", name + "High"],
        _ => [name + "A", name + "B", name + "C", name + "D"],
    };

    private string Identity => spelling.Real(reduction.Op == Op.SumOver ? 0 : double.NegativeInfinity);

    /// <summary>Starts from what the memory holds.</summary>
    public void Load(CodeWriter writer)
    {
        if (spelling.Lanes == 1)
        {
            return;
        }

        for (int part = 0; part < Parts.Length; part++)
        {
            string lanes = spelling.Load(spelling.RealType, memory, CSharpLiteral.Int(part * spelling.Lanes));
            writer.Line($"var {Parts[part]} = {(ofBoxes ? spelling.ToBoxOrder(lanes) : lanes)};");
        }
    }

    /// <summary>Starts from the identity.</summary>
    public void Clear(CodeWriter writer)
    {
        if (spelling.Lanes == 1)
        {
            writer.Line($"Lanes.Fill(ref {memory}, {Identity});");
            return;
        }

        foreach (string part in Parts)
        {
            writer.Line($"var {part} = {Identity};");
        }
    }

    /// <summary>Takes one value a lane; the parts take turns, unless it is said which one takes it.</summary>
    public void Add(CodeWriter writer, string value, string index, int? toPart = null)
    {
        if (spelling.Lanes == 1)
        {
            string lane = $"Unsafe.Add(ref {memory}, {index} & {spelling.VirtualLanes - 1})";
            writer.Line(reduction.Op == Op.SumOver ? $"{lane} += {value};" : $"{lane} = {value} > {lane} ? {value} : {lane};");
            return;
        }

        string Combined(string part) => reduction.Op == Op.SumOver
            ? $"{part} + {value}"
            : spelling.Operation(reduction.Graph!.Make(Op.Larger, reduction, reduction), [value, part]);
        string[] parts = Parts;
        writer.Line(parts.Length switch
        {
            _ when toPart is { } part => $"{parts[part]} = {Combined(parts[part])};",
            1 => $"{parts[0]} = {Combined(parts[0])};",
            _ => $"({string.Join(", ", parts)}) = ({string.Join(", ", parts.Skip(1))}, {Combined(parts[0])});",
        });
    }

    /// <summary>Puts the lanes back into the memory.</summary>
    public void Store(CodeWriter writer)
    {
        if (spelling.Lanes == 1)
        {
            return;
        }

        for (int part = 0; part < Parts.Length; part++)
        {
            string lanes = ofBoxes ? spelling.FromBoxOrder(Parts[part]) : Parts[part];
            writer.Line(spelling.Store(lanes, memory, CSharpLiteral.Int(part * spelling.Lanes)) + ";");
        }
    }

    /// <summary>One number out of the sixteen lanes, or of those that <see cref="Masks"/> let through, always by the same tree.</summary>
    public string Total(string masks = "")
    {
        string function = reduction.Op == Op.SumOver ? "Sum" : "Max";
        string lanes = spelling.Lanes == 1 ? $"ref {memory}" : string.Join(", ", Parts);
        return $"Lanes.{function}({lanes}{(masks.Length == 0 ? "" : ", " + masks)})";
    }

    /// <summary>Makes masks of the first lanes, before the loop over the rows, and gives their names; without vectors the count itself will do.</summary>
    public static string Masks(CodeWriter writer, Spelling spelling, string count)
    {
        if (spelling.Lanes == 1)
        {
            return count;
        }

        string[] names = PartNames(spelling, "first");
        for (int part = 0; part < names.Length; part++)
        {
            writer.Line($"var {names[part]} = Lanes.First{(spelling.RealType == ElementType.Double ? "Doubles" : "")}{spelling.Suffix}({count}, {part * spelling.Lanes});");
        }

        return string.Join(", ", names);
    }
}
