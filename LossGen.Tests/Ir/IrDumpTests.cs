using System.Text.RegularExpressions;
using LossGen.Generator.Backends;
using LossGen.Generator.Emit;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Tests.Ir;

/// <summary>The IR after each pass stands in the generated file where the project asks for it, and nowhere else.</summary>
public partial class IrDumpTests
{
    [Fact]
    public void The_dump_lists_formulas_machine_operations_and_the_schedule()
    {
        string text = Text(new CrossEntropy(), "float logits, int targets, float gradient", dumpIr: true);
        int formulas = text.IndexOf("// IR: formula", StringComparison.Ordinal), lowered = text.IndexOf("// IR: lowered", StringComparison.Ordinal);
        int schedule = text.IndexOf("// IR: schedule", StringComparison.Ordinal);
        Assert.True(0 < formulas && formulas < lowered && lowered < schedule);
        Assert.Contains("= CrossEntropy %", text[formulas..lowered], StringComparison.Ordinal);
        Assert.Contains("= SoftmaxExcess %", text[formulas..lowered], StringComparison.Ordinal);
        Assert.Contains("= FusedMultiplyAdd %", text[lowered..schedule], StringComparison.Ordinal);
        Assert.DoesNotContain("CrossEntropy", text[lowered..schedule], StringComparison.Ordinal);
        Assert.Contains("pass 1, for each class:", text[schedule..], StringComparison.Ordinal);
        Assert.Contains("keep %", text[schedule..], StringComparison.Ordinal);
        Assert.Contains("in Gradient", text[schedule..], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_node_is_listed_before_it_is_used()
    {
        string text = Text(new FocalLoss(), "float logits, float targets, float gradient", dumpIr: true);
        foreach (string section in text[..text.IndexOf("// IR: schedule", StringComparison.Ordinal)].Split("// IR: ").Skip(1))
        {
            HashSet<string> known = [];
            foreach (string line in section.Split('\n').Where(line => line.Contains(" = ", StringComparison.Ordinal)))
            {
                string[] nodes = [.. Node().Matches(line).Select(match => match.Value)];
                bool isOutput = !line.StartsWith("//   %", StringComparison.Ordinal);
                Assert.All(nodes.Skip(isOutput ? 0 : 1), node => Assert.Contains(node, known));
                known.Add(nodes[0]);
            }
        }
    }

    [Fact]
    public void A_line_shows_operation_operands_and_axes()
    {
        Inputs i = new();
        Assert.Matches(@"^%\d+ = Product -2 · %\d+\^2 %\d+ : Item$", IrDump.Line(-2 * Functions.Square(i.X) * i.Y));
        Assert.Matches(@"^%\d+ = Input Logits\[0\] of Float : Item$", IrDump.Line(i.X));
        Assert.Matches(@"^%\d+ = Constant 0\.1 : None$", IrDump.Line(i.Graph.Real(0.1)));
    }

    [Fact]
    public void Without_the_property_there_is_no_dump_and_the_code_is_the_same()
    {
        foreach ((_, LossDefinition definition, KernelSpec spec) in Specs.All)
        {
            string plain = KernelFile.Write(spec, definition, new EmitOptions(DumpIr: false), Spelling.All);
            string dumped = KernelFile.Write(spec, definition, new EmitOptions(DumpIr: true), Spelling.All);
            Assert.DoesNotContain("// IR:", plain, StringComparison.Ordinal);
            int start = dumped.IndexOf("// IR:", StringComparison.Ordinal), end = dumped.IndexOf("#nullable", StringComparison.Ordinal);
            Assert.Equal(plain, dumped[..start] + dumped[end..]);
        }
    }

    private static string Text(LossDefinition definition, string parameters, bool dumpIr) =>
        KernelFile.Write(Specs.Of(definition, parameters, ReductionKind.Mean), definition, new EmitOptions(dumpIr), Spelling.All);

    [GeneratedRegex(@"%\d+")]
    private static partial Regex Node();
}
