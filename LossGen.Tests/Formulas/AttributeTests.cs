namespace LossGen.Tests.Formulas;

/// <summary>The attributes of one's own losses hold what they are given, and the documented defaults.</summary>
public sealed class AttributeTests
{
    [Fact]
    public void A_formula_is_named_with_or_without_its_type()
    {
        FormulaLossAttribute[] here = [new ElementwiseLossAttribute("F"), new RowLossAttribute("F"), new BoxLossAttribute("F")];
        FormulaLossAttribute[] there = [new ElementwiseLossAttribute(typeof(Formula), "F"), new RowLossAttribute(typeof(Formula), "F"), new BoxLossAttribute(typeof(Formula), "F")];
        Assert.All(here, attribute => Assert.Equal((null, "F"), (attribute.Type, attribute.Formula)));
        Assert.All(there, attribute => Assert.Equal((typeof(Formula), "F"), (attribute.Type, attribute.Formula)));
    }

    [Fact]
    public void Rows_and_boxes_have_the_defaults_of_the_built_in_losses()
    {
        RowLossAttribute row = new("F");
        CrossEntropyAttribute crossEntropy = new();
        Assert.Equal((crossEntropy.Classes, crossEntropy.Axis, crossEntropy.IgnoreIndex), (row.Classes, row.Axis, row.IgnoreIndex));

        BoxLossAttribute box = new("F");
        GIoUAttribute giou = new();
        Assert.Equal((giou.Format, giou.Ties), (box.Format, box.Ties));
    }

    [Fact]
    public void They_stand_on_methods() => Assert.All([typeof(ElementwiseLossAttribute), typeof(RowLossAttribute), typeof(BoxLossAttribute)], type =>
    {
        AttributeUsageAttribute usage = (AttributeUsageAttribute)Attribute.GetCustomAttribute(type, typeof(AttributeUsageAttribute))!;
        Assert.Equal((AttributeTargets.Method, false), (usage.ValidOn, usage.AllowMultiple));
    });
}
