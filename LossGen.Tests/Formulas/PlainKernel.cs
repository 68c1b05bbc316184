using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Tests.Formulas;

/// <summary>Writes what stands around a formula in the tests: a kernel without gradient that calls the formula item by item, and a call with arrays of doubles.</summary>
internal static class PlainKernel
{
    /// <summary>The other half of the partial method: the mean of the formula over all items.</summary>
    public static string Of(CustomLoss loss)
    {
        string method = loss.Kernel.WithAttributeLists(default).ToString().TrimEnd(';');
        string arguments = string.Join(", ", loss.Formula.ParameterList.Parameters.Select(parameter => Item(loss, parameter)));
        string perItem = loss.Formula.ParameterList.Parameters[1].Type!.ToString().StartsWith("Box", StringComparison.Ordinal) ? "4" : "1";
        return $$"""
            using LossGen;

            public static partial class {{loss.Class.Identifier}}
            {
                {{method}}
                {
                    double sum = 0;
                    int items = targets.Length / {{perItem}};
                    for (int i = 0; i < items; i++)
                    {
                        sum += {{loss.Formula.Identifier}}({{arguments}});
                    }

                    return ({{loss.Kernel.ReturnType}})(sum / items);
                }
            }
            """;
    }

    /// <summary>A method that calls the kernel with inputs by name, and hands back outputs by name.</summary>
    public static string CallOf(CustomLoss loss, string type) => $$"""
        public static class Calls
        {
            public static double Call(System.Collections.Generic.IReadOnlyDictionary<string, double[]> inputs, System.Collections.Generic.IDictionary<string, double[]> outputs)
            {
                {{string.Join("\n        ", loss.Inputs.Select(Input))}}
                {{string.Join("\n        ", loss.Outputs.Select(o => $"{CustomLoss.NumberType(o)}[] {o.Identifier} = new {CustomLoss.NumberType(o)}[{loss.PredictionOf(o)}.Length];"))}}
                double value = {{type}}.{{loss.Kernel.Identifier}}({{string.Join(", ", loss.Kernel.ParameterList.Parameters.Select(p => p.Identifier.Text))}});
                {{string.Join("\n        ", loss.Outputs.Select(o => $"outputs[\"{o.Identifier}\"] = System.Array.ConvertAll({o.Identifier}, x => (double)x);"))}}
                return value;
            }
        }
        """;

    private static string Input(ParameterSyntax parameter)
    {
        string name = parameter.Identifier.Text, number = CustomLoss.NumberType(parameter);
        return CustomLoss.IsScalar(parameter) ? $"{number} {name} = ({number})inputs[\"{name}\"][0];" : $"{number}[] {name} = System.Array.ConvertAll(inputs[\"{name}\"], x => ({number})x);";
    }

    /// <summary>What item i of the kernel is to the formula.</summary>
    private static string Item(CustomLoss loss, ParameterSyntax parameter)
    {
        string source = loss.SourceOf(parameter), type = parameter.Type!.ToString();
        return type switch
        {
            _ when type.StartsWith("Box", StringComparison.Ordinal) => $"new {type}({string.Join(", ", Enumerable.Range(0, 4).Select(k => $"{source}[4 * i + {k}]"))})",
            _ when type.StartsWith("Row", StringComparison.Ordinal) => $"new {type}({source}.Slice(i * ({source}.Length / items), {source}.Length / items).ToArray())",
            _ when CustomLoss.IsScalar(loss.Inputs.Single(p => p.Identifier.Text == source)) => source,
            _ => $"{source}[i]",
        };
    }
}
