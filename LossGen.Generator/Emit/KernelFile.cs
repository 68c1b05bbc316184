using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>The generated file of one method: its header, the user's partial method, and the kernels.</summary>
internal static class KernelFile
{
    /// <summary>Inside the kernels' own namespace, where no name of the user's can come before them.</summary>
    private static readonly string[] Usings =
    [
        "System", "System.CodeDom.Compiler", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "LossGen.Execution",
    ];

    public static string Write(KernelSpec spec, EmitOptions options) => Write(spec, LossCatalog.Kernel(spec.Loss), options, Spelling.Of(spec.Real));

    /// <summary>The file with only some of the widths: the tests look at each alone.</summary>
    public static string Write(KernelSpec spec, KernelDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings) =>
        ForAnyNames(spec.WithoutNames(), definition, options, spellings)(spec);

    /// <summary>The file of every method that asks for a kernel, whatever it and its parameters are called: all work is done once for them.</summary>
    public static Func<KernelSpec, string> ForAnyNames(KernelSpec nameless, EmitOptions options) =>
        ForAnyNames(nameless, LossCatalog.Kernel(nameless.Loss), options, Spelling.Of(nameless.Real));

    private static Func<KernelSpec, string> ForAnyNames(KernelSpec nameless, KernelDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings) => definition switch
    {
        CellDefinition cells => CellFile.ForAnyNames(nameless, cells, options, spellings),
        LossDefinition loss when loss.Schema.Skeleton.IsLoss() => ForAnyNames(nameless, loss, options, spellings),
        _ => PairFile.ForAnyNames(nameless, (LossDefinition)definition, options, spellings),
    };

    private static Func<KernelSpec, string> ForAnyNames(KernelSpec nameless, LossDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings)
    {
        LossProgram program = LossProgram.Build(nameless, definition);
        Output[] lowered = Lower.Run(program.Outputs, Table(nameless));
        bool rowsInLanes = definition.Schema.Skeleton == Skeleton.Row && !ClassesInLanes.Fit(nameless, lowered);
        KernelPlan plan = Schedule.Run(lowered, rowsInLanes);
        IReadOnlyList<string> formulas = LossDocumentation.Formulas(nameless, definition.Schema, program);
        string dump = options.DumpIr ? IrDump.Write(program, lowered, plan) : "";
        string kernels = Kernels(writer =>
        {
            MethodWriter method = new(writer, nameless, definition.Schema, program);
            bool inBothWays = plan.Passes.Any(p => p.VectorAxis == Axes.Class) && !rowsInLanes && nameless.Classes == 0;
            Action begin = !inBothWays ? method.WriteFirsts : () => method.WriteChoice($"classes < {ClassesInLanes.Least(lowered)}", "Run" + ReservedNames.OfFew);
            Kernels(writer, nameless, definition.Schema.Skeleton, method.RunParameters, begin, plan, spellings, rowsInLanes);
            if (inBothWays)
            {
                writer.Gap();
                Kernels(writer, nameless, definition.Schema.Skeleton, method.RunParameters, method.WriteFirsts, Schedule.Run(lowered, rowsInLanes: true), spellings, rowsInLanes: true, ReservedNames.OfFew);
            }
        });
        return spec =>
        {
            CodeWriter writer = new();
            LossDocumentation documentation = new(spec, definition.Schema, program, formulas);
            documentation.WriteHeader(writer, plan);
            writer.Append(dump);
            writer.Line("#nullable enable\n");
            string type = KernelsName(spec.Method.HintName);
            new MethodWriter(writer, spec, definition.Schema, program).Write(documentation, type);
            Kernels(writer, spec.Method, "static class " + type, kernels);
            return writer.ToString();
        };
    }

    /// <summary>The kernels, as they stand in their type.</summary>
    public static string Kernels(Action<CodeWriter> content)
    {
        CodeWriter writer = new(depth: 2);
        content(writer);
        return writer.ToString();
    }

    /// <summary>The kernels' type.</summary>
    public static void Kernels(CodeWriter writer, MethodSpec method, string type, string kernels)
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
            writer.Block("file " + type, () => writer.Append(kernels));
        });
    }

    /// <summary>The method that runs the kernels of a plan, and each of them.</summary>
    public static void Kernels(
        CodeWriter writer, KernelSpec spec, Skeleton skeleton, IEnumerable<string> runParameters, Action begin, KernelPlan plan, IReadOnlyList<Spelling> spellings, bool rowsInLanes = false, string form = "")
    {
        KernelSignature[] signatures = plan.Passes.Select((pass, i) => new KernelSignature(spec, pass, "Kernel" + form + (i == 0 ? "" : CSharpLiteral.Int(i + 1)), rowsInLanes)).ToArray();
        PassDriver DriverOf(int pass) => rowsInLanes
            ? new RowsInLanesDriver(writer, signatures[pass], plan.Passes[pass], spec, ofFewClasses: form == ReservedNames.OfFew)
            : new PassWriter(writer, signatures[pass], plan.Passes[pass], skeleton, spec);
        IEnumerable<string> DriversTotals() => signatures.SelectMany((signature, pass) => signature.Reductions.Select(DriverOf(pass).TotalName));
        writer.Line($"// Runs the kernels over blocks of items{(form == ReservedNames.OfFew ? ": rows of few classes, side by side" : "")}.");
        string parameters = string.Join(", ", runParameters);
        writer.Block($"public static {(spec.ReturnsValue ? spec.Real.Keyword() : "void")} Run{form}({parameters})", () =>
        {
            UniqueNames names = new([.. RoleFacts.All.Select(r => r.ParameterName()), .. DriversTotals(), .. spec.Parameters.SelectMany(p => (string[])[p.Stem, p.Stem + "First"])], ReservedNames.All);
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

            foreach (Output output in plan.OfCall)
            {
                writer.Line($"{spec.First(output.Role!.Value)} {(spec.Options.Accumulates ? "+=" : "=")} ({spec.Real.Keyword()}){scalars.Compute(output.Value)};");
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
                KernelWriter widths = new(writer, kernel, plan.Passes[i], skeleton);
                foreach (Spelling spelling in spellings)
                {
                    widths.Write(spelling);
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
