using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scope = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, LossGen.Generator.Parsing.Formulas.FormulaValue>;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>Calls: of functions of numbers, of what rows and boxes have, and of other formulas.</summary>
internal sealed partial class FormulaReader
{
    /// <summary>The lambdas over the classes around what is read, the innermost on top.</summary>
    private readonly Stack<IMethodSymbol> _lambdas = new();

    private FormulaValue Call(IInvocationOperation call, Scope scope)
    {
        IMethodSymbol method = call.TargetMethod;
        INamedTypeSymbol type = method.ContainingType;
        if (FormulaTypes.IsRow(type) && call.Instance is not null)
        {
            return OfRow(call, scope);
        }

        if (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke)
        {
            return Mistake(call, "a function inside a formula is not read", "Make it a static method beside the formula");
        }

        if (!method.IsStatic)
        {
            return Mistake(call, $"'{method.Name}' belongs to an object, and a kernel has none", "Make it a static method of numbers");
        }

        bool isOfBoxes = FormulaTypes.IsBox(type) && method.Name is FormulaOp.Intersection or FormulaOp.Hull;
        if (IsLibrary(type) && !FormulaOperations.Has(method.Name, method.Parameters.Length))
        {
            return method.Name == "IEEERemainder"
                ? Mistake(call, "kernels have no remainder", "Write 'x - y * MathF.Round(x / y)'")
                : Mistake(call, $"'{type.ToDisplayString(DisplayFormats.MessageType)}.{method.Name}' of {method.Parameters.Length} {(method.Parameters.Length == 1 ? "argument" : "arguments")} is no function that kernels have", "Use " + FormulaOperations.Nearest(method.Name));
        }

        if (!isOfBoxes && !IsLibrary(type) && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly))
        {
            return Mistake(call, $"'{type.Name}.{method.Name}' is of another assembly, where there is no body to read", "Copy it into this project, or use a function of Math, MathF or LossGen.Formula");
        }

        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In)) is { } other)
        {
            return Mistake(call, $"parameter '{other.Name}' of '{method.Name}' is passed by reference", "Return the value");
        }

        if (method.ReturnType.IsTupleType)
        {
            return Mistake(call, $"'{method.Name}' returns several numbers, and what a formula calls gives one", "Write a method for each of the numbers");
        }

        FormulaValue[] arguments = [.. call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Read(a.Value, scope))];
        return arguments.Any(a => a.Type == FormulaType.Unknown) ? FormulaValue.Unknown
            : isOfBoxes ? Together(call, FormulaType.Box, method.Name, arguments)
            : !IsLibrary(type) ? Body(method, arguments, call.Syntax.GetLocation())
            : arguments.All(a => a.Type == FormulaType.Real) ? Together(call, method.ReturnType.SpecialType == SpecialType.System_Boolean ? FormulaType.Bool : FormulaType.Real, method.Name, arguments)
            : NotUnderstood(call);
    }

    /// <summary>A reduction over the classes of a row.</summary>
    private FormulaValue OfRow(IInvocationOperation call, Scope scope)
    {
        FormulaValue row = Read(call.Instance!, scope);
        string? operation = call.TargetMethod.Name switch
        {
            "Sum" => FormulaOp.Sum,
            "Max" => FormulaOp.Largest,
            "LogSumExp" => FormulaOp.LogSumExp,
            _ => null,
        };
        if (row.Type == FormulaType.Unknown || operation is null)
        {
            return row.Type == FormulaType.Unknown ? row : NotUnderstood(call);
        }

        int loop = _lambdas.Count + 1;
        FormulaValue index = new FormulaValue(FormulaType.Index, _steps.Add(FormulaType.Index, FormulaOp.ClassIndex).Step, loop);
        FormulaValue term;
        if (call.Arguments.Length == 0)
        {
            term = Together(call, FormulaType.Real, FormulaOp.At, row, index);
        }
        else if (call.Arguments[0].Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
        {
            _lambdas.Push(lambda.Symbol);
            Scope inner = scope.SetItem(lambda.Symbol.Parameters[0], index);
            term = Run(Only(lambda.Body), ref inner) ?? FormulaValue.Unknown;
            _lambdas.Pop();
        }
        else
        {
            return Mistake(call.Arguments[0].Value, "what is summed over the classes is not said here", "Write a lambda, such as 'i => prediction[i]'");
        }

        return term.Type == FormulaType.Unknown ? term
            : term.Loop != 0 && term.Loop != loop ? Mistake(call, "this lambda does not use its own class, but that of the lambda around it", "Take it out of the outer one")
            : _steps.Add(FormulaType.Real, operation, term with { Loop = 0 });
    }

    private FormulaValue Property(IPropertyReferenceOperation property, FormulaValue instance, Scope scope)
    {
        switch (instance.Type)
        {
            case FormulaType.Unknown:
                return instance;
            case FormulaType.Row when property.Arguments.Length == 1:
                FormulaValue index = Read(property.Arguments[0].Value, scope);
                return index.Type == FormulaType.Unknown ? index
                    : index.Type == FormulaType.Index ? Together(property, FormulaType.Real, FormulaOp.At, instance, index)
                    : Mistake(property, "a kernel looks up the class of its lambda or the row's label", "Index with one of these");
            case FormulaType.Row when property.Property.Name == FormulaOp.Classes:
                return _steps.Add(FormulaType.Real, FormulaOp.Classes);
            case FormulaType.Box when FormulaOperations.IsOfBox(property.Property.Name):
                return _steps.Add(FormulaType.Real, property.Property.Name, instance);
            default:
                return NotUnderstood(property);
        }
    }

    /// <summary>A box out of four numbers: all else is an allocation.</summary>
    private FormulaValue Creation(IObjectCreationOperation creation, Scope scope) =>
        creation.Type is INamedTypeSymbol type && FormulaTypes.IsBox(type) && creation.Arguments.Length == 4
            ? Together(creation, FormulaType.Box, FormulaOp.NewBox, [.. creation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Read(a.Value, scope))])
            : NotUnderstood(creation);

    private static bool IsLibrary(INamedTypeSymbol type) =>
        type.ContainingNamespace is { ContainingNamespace.IsGlobalNamespace: true } space
        && (space.Name, type.Name) is ("System", "Math" or "MathF" or "Single" or "Double") or ("LossGen", "Formula");
}
