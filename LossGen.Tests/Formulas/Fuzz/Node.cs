namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A part of a random formula. It writes itself as C#, and evaluates itself: the tests share neither with the generator.</summary>
internal abstract class Node(params Node[] parts)
{
    /// <summary>What it is made of. Changing a formula is making the same node of other parts.</summary>
    public Node[] Parts { get; private set; } = parts;

    /// <summary>How many nodes it is.</summary>
    public int Size => 1 + Parts.Sum(part => part.Size);

    public Node With(Node[] parts)
    {
        Node copy = (Node)MemberwiseClone();
        copy.Parts = parts;
        return copy;
    }

    /// <summary>The node and all that it is made of.</summary>
    public IEnumerable<Node> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    protected Number N(int part) => (Number)Parts[part];

    protected Truth T(int part) => (Truth)Parts[part];
}

/// <summary>An expression of a number.</summary>
internal abstract class Number(params Node[] parts) : Node(parts)
{
    public abstract Dual Of(Evaluation e);

    public abstract Written Write(Writer w);
}

/// <summary>An expression of a truth value.</summary>
internal abstract class Truth(params Node[] parts) : Node(parts)
{
    public abstract bool Of(Evaluation e);

    public abstract string Write(Writer w);
}

/// <summary>The text of an expression, and its type in C#.</summary>
internal readonly record struct Written(string Text, NumberType Type);

/// <summary>The types of numbers in a formula: int, the kernel's own, and double. In a formula of doubles the last two are one.</summary>
internal enum NumberType
{
    Whole,
    Own,
    Double,
}
