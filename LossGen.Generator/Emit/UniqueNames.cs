using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Emit;

/// <summary>Names of local variables: the name asked for, or where that is taken or a keyword, with the first free number behind it.</summary>
/// <param name="taken">The names that there are.</param>
/// <param name="reserved">Further ones, which many share.</param>
internal sealed class UniqueNames(IEnumerable<string> taken, HashSet<string>? reserved = null)
{
    private readonly HashSet<string> _taken = new(taken);
    private readonly Dictionary<string, int> _numbers = [];

    public string Next(string wanted)
    {
        string name = wanted;
        if (SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && Takes(name))
        {
            return name;
        }

        int number = _numbers.TryGetValue(wanted, out int used) ? used : 1;
        string stem = char.IsDigit(wanted[wanted.Length - 1]) ? wanted + "_" : wanted;
        do
        {
            name = stem + CSharpLiteral.Int(++number);
        }
        while (!Takes(name));
        _numbers[wanted] = number;
        return name;
    }

    private bool Takes(string name) => reserved?.Contains(name) != true && _taken.Add(name);
}
