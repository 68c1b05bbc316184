using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>
/// A kernel over the cells of a detector's grid, of which each has a box, a confidence and classes. Its formulas vary over cells (<see cref="Axes.Item"/>), the
/// classes of a cell and the true boxes of its image; which loops that makes is no concern of theirs.
/// </summary>
internal abstract class CellDefinition : KernelDefinition
{
    /// <summary>The formulas, in the order in which they are returned or written.</summary>
    public abstract CellFormulas Formulas(CellArguments a);
}

/// <summary>What is computed of a cell.</summary>
/// <param name="OfCell">What a cell has one of each.</param>
/// <param name="OfClass">What it has of each class.</param>
internal sealed record CellFormulas(IReadOnlyList<CellFormula> OfCell, CellFormula OfClass);

/// <summary>A value of a cell, or of a class of a cell; of a loss, a term that is added up.</summary>
/// <param name="Name">What it is called in documentation.</param>
/// <param name="Value">The formula.</param>
/// <param name="Weight">What multiplies it in the sum that is differentiated.</param>
internal sealed record CellFormula(string Name, Expr Value, double Weight = 1);
