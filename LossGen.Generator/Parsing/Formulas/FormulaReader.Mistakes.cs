using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>What is no formula, and what to write instead.</summary>
internal sealed partial class FormulaReader
{
    private const string Language = "Use + - * /, comparisons, '?:', 'if', switch expressions, and functions of Math, MathF and LossGen.Formula";

    private FormulaValue NotUnderstood(IOperation operation) => operation switch
    {
        IInvalidOperation                                   => FormulaValue.Unknown,    // the compiler's own error
        ILoopOperation                                      => Mistake(operation, "a formula has no loops", "Write its terms out, or sum over the classes of a row with [RowLoss] and 'Sum'"),
        IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: ILocalReferenceOperation }
                                                            => FormulaValue.Unknown,    // the tuple is marked where it is made
        IDeconstructionAssignmentOperation { Value: ITupleOperation or IConversionOperation { Operand: ITupleOperation } }
                                                            => Mistake(operation, "a formula assigns to one variable in a statement", "Write the assignments one after the other"),
        ITupleOperation or IDeconstructionAssignmentOperation or IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } or { Type.IsTupleType: true }
                                                            => Mistake(operation, "a formula and what it calls give one number each", "Write a method for each of the numbers"),
        IObjectCreationOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation or IDelegateCreationOperation
                                                            => Mistake(operation, "a formula makes nothing but numbers", "Keep each number in a local variable"),
        IArrayElementReferenceOperation                     => Mistake(operation, "a formula has no arrays", "Keep each number in a local variable, or take a row with [RowLoss]"),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } f => Mistake(operation, $"'{f.Field.Name}' has its value when the program runs, and the kernel is compiled before", "Declare it 'const', or make it a parameter of the formula and of the kernel"),
        IFieldReferenceOperation { Field.IsStatic: true } f => Mistake(operation, $"'{f.Field.Name}' may change, and the kernel is compiled once", "Declare it 'const', or make it a parameter of the formula and of the kernel"),
        IPropertyReferenceOperation { Property.IsStatic: true } p
                                                            => Mistake(operation, $"'{p.Property.Name}' may change, and the kernel is compiled once", "Make it a constant, or a parameter of the formula and of the kernel"),
        IInstanceReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IMemberReferenceOperation
                                                            => Mistake(operation, "it is the state of an object, and a kernel has none", "Pass the number as a parameter of the formula and of the kernel"),
        IThrowOperation                                     => Mistake(operation, "a formula has a value for all numbers", "Return one, such as 'float.NaN'"),
        ITryOperation                                       => Mistake(operation, "nothing in a formula throws", "Write what is in it without 'try'"),
        IBranchOperation                                    => Mistake(operation, "a formula has no jumps", "Write 'if' and 'return'"),
        ISwitchOperation                                    => Mistake(operation, "a switch statement is not read", "Write a switch expression, or 'if'"),
        ILocalFunctionOperation or IAnonymousFunctionOperation
                                                            => Mistake(operation, "a function inside a formula is not read", "Make it a static method beside the formula"),
        IAssignmentOperation or IIncrementOrDecrementOperation
                                                            => Mistake(operation, "a formula assigns to its own variables, one in a statement, and a lambda to none outside", "Assign to a local variable, in a statement of its own"),
        ILiteralOperation or IInterpolatedStringOperation or IDefaultValueOperation
                                                            => Mistake(operation, $"there is no '{operation.Type?.ToDisplayString(DisplayFormats.MessageType)}' in a kernel", "Compute with 'float' or 'double'"),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder }
                                                            => Mistake(operation, "kernels have no remainder", "Write 'x - y * MathF.Truncate(x / y)'"),
        _ when operation.Type is { } type && !IsReal(type) && !IsWhole(type) && type.SpecialType != SpecialType.System_Boolean
                                                            => Mistake(operation, $"there is no '{type.ToDisplayString(DisplayFormats.MessageType)}' in a kernel", Language),
        _                                                   => Mistake(operation, $"'{operation.Syntax.ToString().Split('\n')[0].Trim()}' is not read", Language),
    };
}
