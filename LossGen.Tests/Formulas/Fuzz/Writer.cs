using System.Globalization;

namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Writes a formula as C#: as its user does, or the same in double, to compare with.</summary>
/// <param name="isFloat">Whether the kernel's numbers are floats.</param>
/// <param name="isReference">Whether all is written in double.</param>
/// <param name="prefix">What the names of members begin with, so that formulas can stand side by side.</param>
internal sealed class Writer(bool isFloat, bool isReference, string prefix)
{
    private readonly List<string> _members = [];
    private int _indent = 1;

    public string Prefix => prefix;

    public bool IsFloat => isFloat && !isReference;

    /// <summary>The members that the formula needs beside it.</summary>
    public IEnumerable<string> Members => _members;

    public string Keyword(NumberType type) => type == NumberType.Own && IsFloat ? "float" : "double";

    /// <summary>Adds a member, unless it is there.</summary>
    public void Declare(string member)
    {
        if (!_members.Contains(member))
        {
            _members.Add(member);
        }
    }

    /// <summary>The name of a function with this declaration, after the name; the same for the same.</summary>
    public string Function(string type, string declaration)
    {
        int place = _members.FindIndex(member => member.EndsWith(declaration, StringComparison.Ordinal));
        if (place < 0)
        {
            place = _members.Count;
            _members.Add($"private static {type} {prefix}Part{place}{declaration}");
        }

        return $"{prefix}Part{place}";
    }

    public string Literal(double value, NumberType type)
    {
        string digits = type == NumberType.Own && IsFloat ? ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f" : value.ToString("R", CultureInfo.InvariantCulture);
        if (type == NumberType.Double || (type == NumberType.Own && !IsFloat))
        {
            digits += digits.AsSpan().IndexOfAny('.', 'E') < 0 ? ".0" : "";
        }

        return value < 0 ? $"({digits})" : digits;
    }

    /// <summary>The text of a number as one of a type, with a conversion where C# has none of its own.</summary>
    public Written As(NumberType type, Written x)
    {
        bool isSame = x.Type == type || (!IsFloat && x.Type != NumberType.Whole);
        return isSame ? x with { Type = type } : new($"({Keyword(type)}){x.Text}", type);
    }

    public string As(NumberType type, Number x) => As(type, x.Write(this)).Text;

    public string Line(string text) => new string(' ', 4 * _indent) + text + "\n";

    /// <summary>The body of a member.</summary>
    public string MemberBlock(Block block)
    {
        (int before, _indent) = (_indent, 1);
        string text = Block(block).TrimEnd('\n');
        _indent = before;
        return text;
    }

    /// <summary>Statements, in braces.</summary>
    public string Block(Block block)
    {
        string open = Line("{");
        _indent++;
        string inside = string.Concat(block.Parts.Cast<Statement>().Select(statement => statement.Write(this)));
        _indent--;
        return open + inside + Line("}");
    }
}
