using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes straight-line operations: a line a value, a comment a step of the formula. Small steps that one value alone uses stand inside it.</summary>
internal sealed class Body(Spelling spelling, CodeWriter writer, UniqueNames names)
{
    private const string LastStep = "value and gradient";

    private readonly Dictionary<Expr, string> _texts = [], _literals = [];
    private readonly string _negativeZero = spelling.Real(-0.0);
    private string? _step;

    public Spelling Spelling { get; } = spelling;

    public CodeWriter Writer { get; } = writer;

    public UniqueNames Names { get; } = names;

    /// <summary>Reads a value that waits in memory, just before its first use: earlier it would hold a register.</summary>
    public Action<Expr>? Fetch { get; set; }

    /// <summary>Puts a value away as soon as it is computed.</summary>
    public Action<Expr>? Computed { get; set; }

    /// <summary>A block inside: what is named there is unknown outside.</summary>
    public Body Inner()
    {
        Body inner = new(Spelling, Writer, Names);
        foreach (KeyValuePair<Expr, string> text in _texts)
        {
            inner.Bind(text.Key, text.Value);
        }

        return inner;
    }

    /// <summary>Says what text stands for a value from here on.</summary>
    public void Bind(Expr value, string text) => _texts[value] = text;

    public bool IsBound(Expr value) => _texts.ContainsKey(value);

    /// <summary>The text of a value: its name, or a literal.</summary>
    public string Text(Expr value)
    {
        if (!_texts.TryGetValue(value, out string? text) && !_literals.TryGetValue(value, out text))
        {
            text = !value.IsConstant ? throw new InvalidOperationException($"{value.Op} is used before it is computed")
                : value.Type == NodeType.Int ? Spelling.Int((long)value.Number)
                : Spelling.Real(value.Number);
            _literals[value] = text;
        }

        return text;
    }

    /// <summary>Names the constants that the values use, before the loop.</summary>
    public void Constants(IEnumerable<Expr> values)
    {
        if (!Spelling.NamesConstants)
        {
            return;
        }

        foreach (Expr c in values.SelectMany(Operands))
        {
            if (!c.IsConstant || IsBound(c))
            {
                continue;
            }

            string name = Names.Next(c.Name ?? ConstantNames.Of(c.Number, c.Type));
            Writer.Line($"var {name} = {Text(c)};");
            Bind(c, name);
        }
    }

    /// <summary>Makes vectors, before the loop, of those parameters that are the same for all items and that the loop uses.</summary>
    public void Scalars(IEnumerable<(Expr Value, string Name)> parameters, Func<Expr, bool> isUsed)
    {
        foreach ((Expr value, string name) in parameters.Where(p => isUsed(p.Value)))
        {
            string text = Spelling.NamesConstants ? Names.Next("v" + char.ToUpperInvariant(name[0]) + name.Substring(1)) : name;
            Bind(value, text);
            if (Spelling.NamesConstants)
            {
                Writer.Line($"var {text} = {Spelling.Broadcast(name)};");
            }
        }
    }

    /// <summary>Writes the operations in order. What is in <paramref name="needed"/> or is used more than once gets a name.</summary>
    public void Compute(IReadOnlyList<Expr> values, IEnumerable<Expr> needed)
    {
        HashSet<Expr> named = [.. needed];
        Dictionary<Expr, int> uses = Uses(values);
        Expr? closing = Closing(values);
        foreach (Expr value in values)
        {
            foreach (Expr operand in Fetch is null ? [] : value.Args)
            {
                if (!operand.IsConstant && !IsBound(operand))
                {
                    Fetch!(operand);
                }
            }

            string text = Spelling.Operation(value, Array.ConvertAll(value.Args, Text)).Replace(_negativeZero, SignBit);
            bool inline = IsSmall(value) && !named.Contains(value) && uses.TryGetValue(value, out int count) && count == 1;
            if (inline)
            {
                Bind(value, IsAtom(text) ? text : $"({text})");
                continue;
            }

            Comment(value.Step ?? (_step is not null && value == closing ? LastStep : null));
            string name = Names.Next(NameOf(value));
            Writer.Line($"var {name} = {Unwrapped(text)};");
            Bind(value, name);
            Computed?.Invoke(value);
        }
    }

    private static Dictionary<Expr, int> Uses(IReadOnlyList<Expr> values)
    {
        Dictionary<Expr, int> uses = [];
        foreach (Expr value in values)
        {
            foreach (Expr operand in value.Args)
            {
                uses[operand] = uses.TryGetValue(operand, out int count) ? count + 1 : 1;
            }
        }

        return uses;
    }

    /// <summary>What comes after the last value that has a step.</summary>
    private static Expr? Closing(IReadOnlyList<Expr> values)
    {
        int end = values.Count;
        while (end > 0 && values[end - 1].Step is null)
        {
            end--;
        }

        return end < values.Count ? values[end] : null;
    }

    public void Comment(string? step)
    {
        if (step is not null && step != _step)
        {
            Writer.Gap();
            Writer.Line("// " + step);
        }

        _step = step ?? _step;
    }

    private string SignBit => Spelling.NamesConstants ? "signBit" : _negativeZero;

    /// <summary>The operands of an operation that are vectors; a shift's distance is none.</summary>
    private static IEnumerable<Expr> Operands(Expr v) => v.Op switch
    {
        Op.ShiftLeft or Op.ShiftRight or Op.ShiftRightLogical => v.Args.Take(1),
        Op.Select => v.Args.Where(a => !a.IsNothing),
        Op.NegateIf or Op.NegativeAbs or Op.CopySign => v.Args.Append(v.Graph!.Real(-0.0).As("signBit")),
        _ => v.Args,
    };

    private static bool IsSmall(Expr v) =>
        v.Op is Op.AsInt or Op.AsReal or Op.ShiftLeft or Op.ShiftRight or Op.ShiftRightLogical or Op.AddInt or Op.SubtractInt or Op.ToReal or Op.Spread or Op.Negate or Op.NegativeAbs
            or Op.Greater or Op.GreaterOrEqual or Op.Equal or Op.And or Op.Or or Op.Not && v.Name is null;

    /// <summary>What a value is called: a name of its own, or what kind of thing it is.</summary>
    public static string NameOf(Expr v) => v.Name ?? v.Op switch
    {
        Op.Input => FormulaPrinter.InputName(v).Replace(".", ""),
        Op.Pick => "own",
        Op.SumOver => "sum",
        Op.MaximumOver => "top",
        Op.Add or Op.FusedMultiplyAdd => "sum",
        Op.Subtract or Op.MultiplySubtract or Op.NegatedMultiplyAdd => "difference",
        Op.Multiply => "product",
        Op.Divide => "quotient",
        Op.SquareRoot => "root",
        Op.Minimum or Op.Smaller => "smaller",
        Op.Maximum or Op.Larger => "larger",
        Op.Greater or Op.GreaterOrEqual or Op.Equal or Op.And or Op.Or => "where",
        Op.Select => "chosen",
        Op.NegateIf => "signed",
        _ => char.ToLowerInvariant(v.Op.ToString()[0]) + v.Op.ToString().Substring(1),
    };

    /// <summary>Whether a text can be an operand as it is: it has no operator outside of parentheses.</summary>
    private static bool IsAtom(string text)
    {
        int depth = 0;
        foreach (char c in text)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ' ' && depth == 0)
            {
                return false;
            }
        }

        return text[0] != '-';
    }

    /// <summary>Without the parentheses that enclose all of a text.</summary>
    private static string Unwrapped(string text) =>
        text[0] == '(' && text.IndexOf(')') == text.Length - 1 ? text.Substring(1, text.Length - 2) : text;
}
