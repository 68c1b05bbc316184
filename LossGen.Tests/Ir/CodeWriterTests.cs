using LossGen.Generator.Emit;

namespace LossGen.Tests.Ir;

/// <summary>Generated text has the same bytes on every machine.</summary>
public class CodeWriterTests
{
    [Fact]
    public void Lines_end_in_a_line_feed_alone()
    {
        CodeWriter writer = new();
        writer.Line("first\r\nsecond");
        writer.Line("third\n");
        Assert.Equal("first\nsecond\nthird\n\n", writer.ToString());
    }

    [Fact]
    public void A_block_is_indented_and_an_empty_line_is_empty()
    {
        CodeWriter writer = new();
        writer.Block("class A", () =>
        {
            writer.Gap();
            writer.Line("int a;");
            writer.Line();
            writer.Block("void B()", () => writer.Line("a = 1;\na = 2;"));
        });
        Assert.Equal("class A\n{\n    int a;\n\n    void B()\n    {\n        a = 1;\n        a = 2;\n    }\n}\n", writer.ToString());
    }

    [Fact]
    public void A_gap_is_one_empty_line_at_most()
    {
        CodeWriter writer = new();
        writer.Line("a");
        writer.Gap();
        writer.Gap();
        writer.Line("b");
        Assert.Equal("a\n\nb\n", writer.ToString());
    }

    [Fact]
    public void Every_kernel_is_plain_lines_without_blanks_at_their_ends()
    {
        foreach ((_, LossGen.Generator.Losses.LossDefinition definition, LossGen.Generator.Parsing.KernelSpec spec) in Specs.All)
        {
            string text = KernelFile.Write(spec, definition, new EmitOptions(DumpIr: true), LossGen.Generator.Backends.Spelling.All);
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\t', text);
            Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        }
    }
}
