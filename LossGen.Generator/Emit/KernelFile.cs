using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>The generated file of one method: its header, the user's partial method, and the kernels.</summary>
internal static class KernelFile
{
    /// <summary>What the kernels for rows of few classes are called after, beside those for others.</summary>
    private const string OfFew = "OfFew";

    /// <summary>Inside the kernels' own namespace, where no name of the user's can come before them.</summary>
    private static readonly string[] Usings =
    [
        "System", "System.CodeDom.Compiler", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "LossGen.Execution",
    ];

    public static string Write(KernelSpec spec, EmitOptions options) => Write(spec, LossCatalog.Kernel(spec.Loss), options, Spelling.Of(spec.Real));

    /// <summary>The file with only some of the widths: the tests look at each alone.</summary>
    public static string Write(KernelSpec spec, KernelDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings) => definition switch
    {
        CellDefinition cells => CellFile.Write(spec, cells, options, spellings),
        LossDefinition loss when loss.Schema.Skeleton.IsLoss() => Write(spec, loss, options, spellings),
        _ => PairFile.Write(spec, (LossDefinition)definition, options, spellings),
    };

    private static string Write(KernelSpec spec, LossDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings)
    {
        LossProgram program = LossProgram.Build(spec, definition);
        Output[] lowered = Lower.Run(program.Outputs, Table(spec));
        bool rowsInLanes = definition.Schema.Skeleton == Skeleton.Row && !ClassesInLanes.Fit(spec, lowered);
        KernelPlan plan = Schedule.Run(lowered, rowsInLanes);
        LossDocumentation documentation = new(spec, definition.Schema, program);

        CodeWriter writer = new();
        documentation.WriteHeader(writer, plan);
        if (options.DumpIr)
        {
            IrDump.Write(writer, program, lowered, plan);
        }

        writer.Line("#nullable enable\n");
        string kernels = KernelsName(spec.Method.HintName);
        MethodWriter method = new(writer, spec, definition.Schema, program);
        method.Write(documentation, kernels);
        Kernels(writer, spec.Method, "static class " + kernels, () =>
        {
            bool inBothWays = plan.Passes.Any(p => p.VectorAxis == Axes.Class) && !rowsInLanes && spec.Classes == 0;
            Action begin = !inBothWays ? method.WriteFirsts : () => method.WriteChoice($"classes < {ClassesInLanes.Least(lowered)}", "Run" + OfFew);
            Kernels(writer, spec, definition.Schema.Skeleton, method.RunParameters, begin, plan, spellings, rowsInLanes);
            if (inBothWays)
            {
                writer.Gap();
                Kernels(writer, spec, definition.Schema.Skeleton, method.RunParameters, method.WriteFirsts, Schedule.Run(lowered, rowsInLanes: true), spellings, rowsInLanes: true, OfFew);
            }
        });
        return writer.ToString();
    }

    /// <summary>The kernels' type, whose content the action writes.</summary>
    public static void Kernels(CodeWriter writer, MethodSpec method, string type, Action content)
    {
        writer.Gap();
        writer.Block("namespace LossGen.Generated", () =>
        {
            foreach (string name in Usings)
            {
                writer.Line($"using global::{name};");
            }

            writer.Gap();
            writer.Line($"// The kernels of {method.DisplayName}.");
            writer.Line($"[GeneratedCode(\"LossGen\", \"{typeof(KernelFile).Assembly.GetName().Version}\")]");
            writer.Block("file " + type, content);
        });
    }

    /// <summary>The method that runs the kernels of a plan, and each of them.</summary>
    public static void Kernels(
        CodeWriter writer, KernelSpec spec, Skeleton skeleton, IEnumerable<string> runParameters, Action begin, KernelPlan plan, IReadOnlyList<Spelling> spellings, bool rowsInLanes = false, string form = "")
    {
        KernelSignature[] signatures = plan.Passes.Select((pass, i) => new KernelSignature(spec, pass, "Kernel" + form + (i == 0 ? "" : CSharpLiteral.Int(i + 1)), rowsInLanes)).ToArray();
        PassDriver DriverOf(int pass) => rowsInLanes
            ? new RowsInLanesDriver(writer, signatures[pass], plan.Passes[pass], spec, ofFewClasses: form == OfFew)
            : new PassWriter(writer, signatures[pass], plan.Passes[pass], skeleton, spec);
        writer.Line($"// Runs the kernels over blocks of items{(form == OfFew ? ": rows of few classes, side by side" : "")}.");
        string parameters = string.Join(", ", runParameters);
        writer.Block($"public static {(spec.ReturnsValue ? spec.Real.Keyword() : "void")} Run{form}({parameters})", () =>
        {
            UniqueNames names = new(["count", MethodWriter.TotalWeight, "classes", "start", "items", "whole", .. RoleFacts.All.Select(r => r.ParameterName())]);
            ScalarWriter scalars = rowsInLanes ? new(writer, names, spec.Classes, KernelSignature.ClassStep(Role.ClassWeights) + form) : new(writer, names, spec.Classes);
            begin();
            foreach (KernelSignature signature in signatures)
            {
                PassDriver pass = DriverOf(Array.IndexOf(signatures, signature));
                pass.Prepare();
                foreach ((Expr value, _) in signature.Scalars)
                {
                    scalars.Compute(value);
                }

                pass.Blocks(scalars.Compute);
                foreach (Expr sum in signature.Reductions)
                {
                    scalars.Bind(sum, pass.TotalOf(sum));
                }
            }

            if (plan.Returned is { } returned)
            {
                writer.Line($"return ({spec.Real.Keyword()}){scalars.Compute(returned)};");
            }
        });

        for (int i = 0; i < signatures.Length; i++)
        {
            PassDriver pass = DriverOf(i);
            pass.Choice(spellings);
            pass.Tail();
            pass.Range();
            foreach (KernelSignature kernel in pass.Kernels)
            {
                foreach (Spelling spelling in spellings)
                {
                    new KernelWriter(writer, kernel, plan.Passes[i], skeleton).Write(spelling);
                }
            }
        }
    }

    /// <summary>What the functions are computed with.</summary>
    public static MathTable Table(KernelSpec spec) =>
        spec.Real == ElementType.Double ? MathTable.Double : spec.Options.IsPrecise ? MathTable.SinglePrecise : MathTable.Single;

    /// <summary>A type name out of the file's name, which is unique in the compilation.</summary>
    public static string KernelsName(string hintName)
    {
        string stem = hintName.EndsWith(".g.cs", StringComparison.Ordinal) ? hintName.Substring(0, hintName.Length - 5) : hintName;
        return "Kernels_" + new string(stem.Select(c => char.IsLetterOrDigit(c) ? c : '_').ToArray());
    }
}
