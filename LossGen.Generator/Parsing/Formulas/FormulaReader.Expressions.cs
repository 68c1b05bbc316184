using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scope = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, LossGen.Generator.Parsing.Formulas.FormulaValue>;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>Expressions of numbers and truth values.</summary>
internal sealed partial class FormulaReader
{
    private FormulaValue Read(IOperation expression, Scope scope)
    {
        if (Lossy(expression) is { } division)
        {
            return Mistake(division, "a division of whole numbers drops the fraction", "Make one of them a real number, as in '1f / 2'");
        }

        return expression.ConstantValue.HasValue ? Constant(expression) : expression switch
        {
            IParenthesizedOperation inner                                       => Read(inner.Operand, scope),
            ILocalReferenceOperation or IParameterReferenceOperation            => Variable(expression, scope),
            IConversionOperation { OperatorMethod: null } conversion            => Converted(conversion, scope),
            IUnaryOperation { OperatorMethod: null } unary                      => Unary(unary, Read(unary.Operand, scope)),
            IBinaryOperation { OperatorMethod: null } binary                    => Binary(binary, binary.OperatorKind, Read(binary.LeftOperand, scope), Read(binary.RightOperand, scope)),
            IConditionalOperation { WhenFalse: { } no } choice                  => Choice(choice, Read(choice.Condition, scope), Read(choice.WhenTrue, scope), Read(no, scope)),
            ISwitchExpressionOperation choice                                   => Switch(choice, scope),
            IIsPatternOperation test                                            => Pattern(test.Pattern, Read(test.Value, scope), ref scope),
            IInvocationOperation call                                           => Call(call, scope),
            IPropertyReferenceOperation { Instance: { } instance } property     => Property(property, Read(instance, scope), scope),
            IObjectCreationOperation creation                                   => Creation(creation, scope),
            _                                                                   => NotUnderstood(expression),
        };
    }

    /// <summary>A division of whole numbers, here or in what the compiler has made a constant of.</summary>
    private static IOperation? Lossy(IOperation expression) =>
        (expression.ConstantValue.HasValue ? expression.DescendantsAndSelf() : [expression]).FirstOrDefault(LosesItsFraction);

    private static bool LosesItsFraction(IOperation expression) =>
        expression is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } division
        && IsWhole(division.Type)
        && !(division.LeftOperand.ConstantValue is { HasValue: true, Value: int a } && division.RightOperand.ConstantValue is { HasValue: true, Value: int b } && b != 0 && a % b == 0);

    private FormulaValue Constant(IOperation expression) => expression.ConstantValue.Value switch
    {
        bool truth => _steps.Constant(truth),
        float or double or int or uint or long or ulong or short or ushort or byte or sbyte => _steps.Constant(((IConvertible)expression.ConstantValue.Value).ToDouble(null)),
        _ => NotUnderstood(expression),
    };

    private static FormulaValue Variable(IOperation variable, Scope scope) =>
        scope.TryGetValue(SymbolOf(variable), out FormulaValue value) ? value : FormulaValue.Unknown;      // not assigned: the compiler says so

    private FormulaValue Converted(IConversionOperation conversion, Scope scope)
    {
        FormulaValue value = Read(conversion.Operand, scope);
        return value.Type switch
        {
            FormulaType.Real when !IsReal(conversion.Type) && !IsWhole(conversion.Type)
                => Mistake(conversion, $"there is no '{conversion.Type!.ToDisplayString(DisplayFormats.MessageType)}' in a kernel", "Compute with 'float' or 'double'"),
            FormulaType.Real when IsReal(conversion.Operand.Type) && IsWhole(conversion.Type)
                => Mistake(conversion, "a kernel computes with real numbers", "Write 'MathF.Truncate' in place of the conversion"),
            FormulaType.Index when IsReal(conversion.Type)
                => Mistake(conversion, "a class index is no number to compute with", "Compare it with '==', or look up a value at it"),
            _ => value,
        };
    }

    private FormulaValue Unary(IUnaryOperation unary, FormulaValue x) => (unary.OperatorKind, x.Type) switch
    {
        (_, FormulaType.Unknown)                            => x,
        (UnaryOperatorKind.Plus, FormulaType.Real)          => x,
        (UnaryOperatorKind.Minus, FormulaType.Real)         => _steps.Add(FormulaType.Real, "-", x),
        (UnaryOperatorKind.Not, FormulaType.Bool)           => Not(x),
        _                                                   => NotUnderstood(unary),
    };

    private FormulaValue Not(FormulaValue x) => _steps.Add(FormulaType.Bool, FormulaOp.Not, x);

    private FormulaValue Binary(IOperation at, BinaryOperatorKind kind, FormulaValue a, FormulaValue b)
    {
        if (a.Type == FormulaType.Unknown || b.Type == FormulaType.Unknown)
        {
            return FormulaValue.Unknown;
        }

        bool isOfNumbers = a.Type == FormulaType.Real && b.Type == FormulaType.Real;
        bool isOfTruths = a.Type == FormulaType.Bool && b.Type == FormulaType.Bool;
        bool isOfIndices = (a.Type == FormulaType.Index && (b.Type == FormulaType.Index || _steps.NumberOf(b) is not null)) || (b.Type == FormulaType.Index && _steps.NumberOf(a) is not null);
        return kind switch
        {
            BinaryOperatorKind.Add when isOfNumbers                                      => Together(at, FormulaType.Real, "+", a, b),
            BinaryOperatorKind.Subtract when isOfNumbers                                 => Together(at, FormulaType.Real, "-", a, b),
            BinaryOperatorKind.Multiply when isOfNumbers                                 => Together(at, FormulaType.Real, "*", a, b),
            BinaryOperatorKind.Divide when isOfNumbers                                   => Together(at, FormulaType.Real, "/", a, b),
            BinaryOperatorKind.GreaterThan when isOfNumbers                              => Together(at, FormulaType.Bool, FormulaOp.Greater, a, b),
            BinaryOperatorKind.LessThan when isOfNumbers                                 => Together(at, FormulaType.Bool, FormulaOp.Greater, b, a),
            BinaryOperatorKind.GreaterThanOrEqual when isOfNumbers                       => Together(at, FormulaType.Bool, FormulaOp.GreaterOrEqual, a, b),
            BinaryOperatorKind.LessThanOrEqual when isOfNumbers                          => Together(at, FormulaType.Bool, FormulaOp.GreaterOrEqual, b, a),
            BinaryOperatorKind.Equals when isOfNumbers || isOfIndices                    => Together(at, FormulaType.Bool, FormulaOp.Equal, a, b),
            BinaryOperatorKind.NotEquals when isOfNumbers || isOfIndices                 => Not(Together(at, FormulaType.Bool, FormulaOp.Equal, a, b)),
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And when isOfTruths  => Together(at, FormulaType.Bool, FormulaOp.And, a, b),
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or when isOfTruths    => Together(at, FormulaType.Bool, FormulaOp.Or, a, b),
            _ when a.Type == FormulaType.Index || b.Type == FormulaType.Index            => Mistake(at, "a class index is no number to compute with", "Compare it with '==', or look up a value at it"),
            _                                                                            => NotUnderstood(at),
        };
    }

    private FormulaValue Choice(IOperation at, FormulaValue condition, FormulaValue yes, FormulaValue no)
    {
        if (condition.Type == FormulaType.Unknown || yes.Type == FormulaType.Unknown || no.Type == FormulaType.Unknown)
        {
            return FormulaValue.Unknown;
        }

        return yes.Type == no.Type && yes.Type is FormulaType.Real or FormulaType.Bool
            ? yes == no ? yes : Together(at, yes.Type, FormulaOp.Choice, condition, yes, no)
            : Mistake(at, "a choice is between two numbers", "Choose between numbers, and use the chosen one");
    }

    /// <summary>A value made of others, all of which are of the row or of one lambda over its classes.</summary>
    private FormulaValue Together(IOperation at, FormulaType type, string operation, params FormulaValue[] arguments) =>
        arguments.Select(a => a.Loop).Where(loop => loop > 0).Distinct().Count() > 1
            ? Mistake(at, "two lambdas over the classes meet here, and a kernel goes over the classes of a row alone, not over pairs of them", "Take the inner sum out of the outer one")
            : _steps.Add(type, operation, arguments);

    private static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
}
