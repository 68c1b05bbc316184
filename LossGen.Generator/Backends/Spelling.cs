using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Backends;

/// <summary>How one backend writes the machine operations. The loops around them are the same for all.</summary>
internal abstract class Spelling(ElementType real)
{
    /// <summary>All backends over floats, the widest first.</summary>
    public static readonly Spelling[] All = Over(ElementType.Float);

    private static readonly Spelling[] Doubles = Over(ElementType.Double);

    /// <summary>How many lanes a sum has, whatever the width: sixteen floats, eight doubles.</summary>
    public int VirtualLanes => 64 / real.Bytes();

    /// <summary>The type of the numbers.</summary>
    public ElementType RealType => real;

    protected bool IsDouble => real == ElementType.Double;

    /// <summary>How many items stand side by side.</summary>
    public abstract int Lanes { get; }

    /// <summary>The end of the kernel's name.</summary>
    public abstract string Suffix { get; }

    /// <summary>What the kernel's documentation says of the width.</summary>
    public abstract string Description { get; }

    /// <summary>Whether constants are named before the loop: vectors of them would else be made again in every step.</summary>
    public abstract bool NamesConstants { get; }

    /// <summary>Whether there are sixteen registers for a step.</summary>
    public abstract bool FewRegisters { get; }

    /// <summary>Whether long loops become two: one would fill the processor's window with operations that wait, and spill where registers are few.</summary>
    public abstract bool CutsLongLoops { get; }

    public abstract string Real(double number);

    public abstract string Int(long number);

    /// <summary>A value that is the same for all lanes.</summary>
    public abstract string Broadcast(string scalar);

    /// <summary>The whole numbers from 0 on, one a lane.</summary>
    public abstract string Indices { get; }

    /// <summary>The bits of a number.</summary>
    public abstract string AsInt(string value);

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

    /// <summary>All backends over a type of numbers, the widest first.</summary>
    public static Spelling[] Of(ElementType real) => real == ElementType.Double ? Doubles : All;

    private static Spelling[] Over(ElementType real) => [new VectorSpelling(512, real), new VectorSpelling(256, real), new VectorSpelling(128, real), new ScalarSpelling(real)];
}
