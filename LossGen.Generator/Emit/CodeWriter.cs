using System.Text;

namespace LossGen.Generator.Emit;

/// <summary>Writes indented text with '\n' line ends, whatever the machine.</summary>
/// <param name="depth">In how many blocks the text will stand.</param>
internal sealed class CodeWriter(int depth = 0)
{
    private const int Indent = 4;
    private readonly StringBuilder _text = new();
    private int _depth = depth;

    /// <summary>Writes lines, each at the present indentation.</summary>
    public void Line(string lines = "")
    {
        for (int from = 0; from <= lines.Length;)
        {
            int end = lines.IndexOf('\n', from);
            int next = end < 0 ? lines.Length : end, length = next - from - (next > from && lines[next - 1] == '\r' ? 1 : 0);
            _text.Append(' ', length == 0 ? 0 : Indent * _depth).Append(lines, from, length).Append('\n');
            from = next + 1;
        }
    }

    /// <summary>Takes over what another writer wrote for this place.</summary>
    public void Append(string written) => _text.Append(written);

    /// <summary>Writes an empty line, unless one or the opening of a block stands just before.</summary>
    public void Gap()
    {
        if (!EndsWith("\n\n") && !EndsWith("{\n"))
        {
            _text.Append('\n');
        }
    }

    /// <summary>Writes a header and a block in braces, whose content the action writes.</summary>
    public void Block(string header, Action content)
    {
        Line(header);
        Line("{");
        _depth++;
        content();
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();

    private bool EndsWith(string end) => _text.Length >= end.Length && _text.ToString(_text.Length - end.Length, end.Length) == end;
}
