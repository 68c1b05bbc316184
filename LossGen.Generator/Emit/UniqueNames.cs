using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Emit;

/// <summary>Names of local variables: the name asked for, or where that is taken or a keyword, with the first free number behind it.</summary>
internal sealed class UniqueNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    public string Next(string wanted)
    {
        string name = wanted;
        for (int number = 2; SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !_taken.Add(name); number++)
        {
            name = char.IsDigit(wanted[wanted.Length - 1]) ? $"{wanted}_{number}" : $"{wanted}{number}";
        }

        return name;
    }
}
