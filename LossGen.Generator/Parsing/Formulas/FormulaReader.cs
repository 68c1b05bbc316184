using System.Collections.Immutable;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scope = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, LossGen.Generator.Parsing.Formulas.FormulaValue>;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>
/// Reads the body of a method as a formula: it goes through the statements as the program would, with values that are not known yet. Where the program
/// branches, both ways are gone, and what differs afterwards is a choice.
/// </summary>
internal sealed partial class FormulaReader
{
    private static readonly Scope Nothing = ImmutableDictionary.Create<ISymbol, FormulaValue>(SymbolEqualityComparer.Default);

    private readonly FormulaSteps _steps = new();
    private readonly List<Diagnostic> _mistakes = [];
    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly Compilation _compilation;
    private readonly CancellationToken _token;

    private FormulaReader(Compilation compilation, CancellationToken token) => (_compilation, _token) = (compilation, token);

    /// <summary>The formula of a method whose signature is one of a formula; or what in its body is none.</summary>
    public static (FormulaSpec? Formula, IReadOnlyList<Diagnostic> Mistakes) Read(IMethodSymbol method, EquatableArray<FormulaParameter> parameters, Compilation compilation, CancellationToken token)
    {
        FormulaReader reader = new(compilation, token);
        FormulaValue result = reader.Body(method, [.. parameters.Select((p, place) => reader._steps.Parameter(p.Type, place))], method.Locations[0]);
        return result.Type == FormulaType.Unknown || reader._mistakes.Count > 0 ? (null, reader._mistakes) : (new(parameters, reader._steps.Of(result)), []);
    }

    /// <summary>What a method returns for some arguments.</summary>
    private FormulaValue Body(IMethodSymbol method, IReadOnlyList<FormulaValue> arguments, Location from)
    {
        if (_calls.Contains(method, SymbolEqualityComparer.Default))
        {
            return Mistake(from, $"'{method.Name}' calls itself, and a kernel has no calls", "Write it out");
        }

        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_token) is not { } syntax
            || _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _token) is not IMethodBodyOperation body)
        {
            return Mistake(from, $"'{method.Name}' has no body to read", "Write one");
        }

        Scope scope = Nothing.AddRange(method.Parameters.Zip(arguments, (p, value) => new KeyValuePair<ISymbol, FormulaValue>(p, value)));
        _calls.Push(method);
        FormulaValue result = Run(ImmutableStack.Create<IOperation>(body.BlockBody ?? body.ExpressionBody!), ref scope) ?? FormulaValue.Unknown;
        _calls.Pop();
        return result;
    }

    /// <summary>Goes through statements. Gives what they return; null where they come to their end, and the scope is then what they leave.</summary>
    private FormulaValue? Run(ImmutableStack<IOperation> statements, ref Scope scope)
    {
        while (!statements.IsEmpty)
        {
            _token.ThrowIfCancellationRequested();
            statements = statements.Pop(out IOperation statement);
            switch (statement)
            {
                case IBlockOperation block:
                    statements = block.Operations.Reverse().Aggregate(statements, (rest, inner) => rest.Push(inner));
                    break;
                case IReturnOperation { ReturnedValue: { } value }:
                    return Read(value, scope);
                case IConditionalOperation { WhenTrue: { } yes } choice:
                    FormulaValue condition = Read(choice.Condition, scope);
                    Scope otherwise = scope;
                    if (Returns(yes) || Returns(choice.WhenFalse))
                    {
                        // What comes after is gone through on each way that does not return before.
                        FormulaValue? a = Run(statements.Push(yes), ref scope);
                        FormulaValue? b = Run(choice.WhenFalse is { } no ? statements.Push(no) : statements, ref otherwise);
                        return Choice(choice, condition, a ?? FormulaValue.Unknown, b ?? FormulaValue.Unknown);
                    }

                    Run(Only(yes), ref scope);
                    Run(Only(choice.WhenFalse), ref otherwise);
                    scope = Merge(choice, condition, scope, otherwise);
                    break;
                case IVariableDeclarationGroupOperation group:
                    foreach (IVariableDeclaratorOperation variable in group.Declarations.SelectMany(d => d.Declarators))
                    {
                        if (variable.Symbol.IsRef)
                        {
                            Mistake(variable, "a variable of a formula is no reference", "Declare it without 'ref'");
                        }
                        else if (variable.GetVariableInitializer() is { } initializer)
                        {
                            scope = Assign(scope, variable.Symbol, Read(initializer.Value, scope));
                        }
                    }

                    break;
                case IExpressionStatementOperation { Operation: var expression }:
                    scope = Effect(expression, scope);
                    break;
                case IEmptyOperation:
                    break;
                default:
                    NotUnderstood(statement);
                    return FormulaValue.Unknown;
            }
        }

        return null;
    }

    private static ImmutableStack<IOperation> Only(IOperation? statement) => statement is null ? ImmutableStack<IOperation>.Empty : ImmutableStack.Create(statement);

    private static bool Returns(IOperation? statement) => statement?.DescendantsAndSelf().Any(inner => inner is IReturnOperation) == true;

    /// <summary>What an expression that stands alone does to the variables.</summary>
    private Scope Effect(IOperation expression, Scope scope)
    {
        if (expression is ISimpleAssignmentOperation { IsRef: true } || (expression is IAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } outer && !IsOfLambda(SymbolOf(outer.Target))))
        {
            NotUnderstood(expression);
            return scope;
        }

        switch (expression)
        {
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } set:
                return Assign(scope, SymbolOf(set.Target), Read(set.Value, scope));
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation, OperatorMethod: null } change:
                return Assign(scope, SymbolOf(change.Target), Binary(change, change.OperatorKind, Read(change.Target, scope), Read(change.Value, scope)));
            case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation, OperatorMethod: null } step:
                FormulaValue one = _steps.Constant(step.Kind == OperationKind.Increment ? 1 : -1);
                return Assign(scope, SymbolOf(step.Target), Binary(step, BinaryOperatorKind.Add, Read(step.Target, scope), one));
            default:
                NotUnderstood(expression);
                return scope;
        }
    }

    /// <summary>Whether a variable belongs to the innermost lambda; outside of lambdas any does.</summary>
    private bool IsOfLambda(ISymbol variable) => _lambdas.Count == 0 || SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, _lambdas.Peek());

    private static ISymbol SymbolOf(IOperation variable) => variable is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)variable).Parameter;

    private Scope Assign(Scope scope, ISymbol variable, FormulaValue value)
    {
        _steps.Name(value, variable.Name);
        return scope.SetItem(variable, value);
    }

    /// <summary>The variables after a branch: where the two ways left different values, a choice.</summary>
    private Scope Merge(IOperation at, FormulaValue condition, Scope yes, Scope no)
    {
        foreach (KeyValuePair<ISymbol, FormulaValue> variable in yes)
        {
            if (no.TryGetValue(variable.Key, out FormulaValue other) && other != variable.Value)
            {
                no = Assign(no, variable.Key, Choice(at, condition, variable.Value, other));
            }
            else if (!no.ContainsKey(variable.Key))
            {
                no = no.Add(variable.Key, variable.Value);
            }
        }

        return no;
    }

    private FormulaValue Mistake(IOperation at, string what, string instead) => Mistake(at.Syntax.GetLocation(), what, instead);

    private FormulaValue Mistake(Location at, string what, string instead)
    {
        _mistakes.Add(Diagnostic.Create(DiagnosticDescriptors.NotUnderstood, at, _calls.LastOrDefault()?.Name, what, instead));
        return FormulaValue.Unknown;
    }
}
