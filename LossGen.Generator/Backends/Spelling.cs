using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Backends;

/// <summary>How one backend writes the machine operations. The loops around them are the same for all.</summary>
internal abstract class Spelling
{
    /// <summary>All backends, the widest first.</summary>
    public static readonly Spelling[] All = [new VectorSpelling(512), new VectorSpelling(256), new VectorSpelling(128), new ScalarSpelling()];

    /// <summary>How many items stand side by side.</summary>
    public abstract int Lanes { get; }

    /// <summary>The end of the kernel's name.</summary>
    public abstract string Suffix { get; }

    /// <summary>What the kernel's documentation says of the width.</summary>
    public abstract string Description { get; }

    /// <summary>Whether constants are named before the loop: vectors of them would else be made again in every step.</summary>
    public abstract bool NamesConstants { get; }

    /// <summary>Whether long loops want cutting: there are sixteen registers.</summary>
    public abstract bool FewRegisters { get; }

    public abstract string Real(double number);

    public abstract string Int(int number);

    /// <summary>A value that is the same for all lanes.</summary>
    public abstract string Broadcast(string scalar);

    /// <summary>The whole numbers from 0 on, one a lane.</summary>
    public abstract string Indices { get; }

    public abstract string Load(ElementType element, string reference, string index);

    public abstract string Store(string value, string reference, string index);

    /// <summary>A vector of items in the order in which boxes stand in a vector: transposing them in halves mixes them.</summary>
    public virtual string ToBoxOrder(string value) => value;

    /// <summary>A vector in the order of boxes, put back in the order of items.</summary>
    public virtual string FromBoxOrder(string value) => value;

    /// <summary>Statements that read the four coordinates of boxes that lie one after the other.</summary>
    public abstract string LoadBox(string reference, string index, string[] names);

    public abstract string StoreBox(string reference, string index, string[] values);

    /// <summary>One row a machine operation.</summary>
    public abstract string Operation(Expr n, string[] a);
}
