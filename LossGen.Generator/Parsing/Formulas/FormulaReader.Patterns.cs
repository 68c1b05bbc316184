using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scope = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, LossGen.Generator.Parsing.Formulas.FormulaValue>;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>Switch expressions and patterns: comparisons in other words.</summary>
internal sealed partial class FormulaReader
{
    private FormulaValue Switch(ISwitchExpressionOperation choice, Scope scope)
    {
        FormulaValue value = Read(choice.Value, scope);
        FormulaValue? result = null;
        foreach (ISwitchExpressionArmOperation arm in choice.Arms.Reverse())
        {
            Scope inner = scope;
            FormulaValue condition = Pattern(arm.Pattern, value, ref inner);
            if (arm.Guard is { } guard)
            {
                condition = And(guard, condition, Read(guard, inner));
            }

            FormulaValue own = Read(arm.Value, inner);
            bool isLast = result is null;
            if (isLast && condition != _steps.Constant(true))
            {
                return condition.Type == FormulaType.Unknown ? condition : Mistake(arm, "the switch has no value where none of its patterns holds", "End it with '_ =>'");
            }

            result = isLast ? own : Choice(arm, condition, own, result!.Value);
        }

        return result ?? FormulaValue.Unknown;
    }

    /// <summary>Whether a value is as a pattern says; a variable in the pattern joins the scope.</summary>
    private FormulaValue Pattern(IPatternOperation pattern, FormulaValue value, ref Scope scope)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return _steps.Constant(true);
            case IDeclarationPatternOperation { DeclaredSymbol: { } variable }:
                scope = Assign(scope, variable, value);
                return _steps.Constant(true);
            case IConstantPatternOperation constant when value.Type == FormulaType.Bool:
                FormulaValue said = Read(constant.Value, scope);
                return said == _steps.Constant(true) ? value : Not(value);
            case IConstantPatternOperation constant:
                return Binary(pattern, BinaryOperatorKind.Equals, value, Read(constant.Value, scope));
            case IRelationalPatternOperation relation:
                return Binary(pattern, relation.OperatorKind, value, Read(relation.Value, scope));
            case INegatedPatternOperation negated:
                FormulaValue inner = Pattern(negated.Pattern, value, ref scope);
                return inner.Type == FormulaType.Unknown ? inner : Not(inner);
            case IBinaryPatternOperation both:
                FormulaValue left = Pattern(both.LeftPattern, value, ref scope), right = Pattern(both.RightPattern, value, ref scope);
                return both.OperatorKind == BinaryOperatorKind.And ? And(pattern, left, right) : Binary(pattern, BinaryOperatorKind.ConditionalOr, left, right);
            default:
                return NotUnderstood(pattern);
        }
    }

    private FormulaValue And(IOperation at, FormulaValue a, FormulaValue b) => a == _steps.Constant(true) ? b : Binary(at, BinaryOperatorKind.ConditionalAnd, a, b);
}
