using LossGen.Generator.Parsing;

namespace LossGen.Tests.Generator;

public class EquatableArrayTests
{
    [Fact]
    public void Arrays_of_equal_elements_are_equal()
    {
        var a = new EquatableArray<string>(["x", "y"]);
        var b = new EquatableArray<string>([new string('x', 1), "y"]);

        Assert.True(a == b && a.Equals((object)b) && a.GetHashCode() == b.GetHashCode());
    }

    [Fact]
    public void Length_order_and_elements_count()
    {
        var a = new EquatableArray<Role>([Role.Logits, Role.Targets]);

        Assert.NotEqual(a, new EquatableArray<Role>([Role.Targets, Role.Logits]));
        Assert.NotEqual(a, new EquatableArray<Role>([Role.Logits]));
        Assert.False(a.Equals((object?)null));
    }

    [Fact]
    public void The_default_is_empty()
    {
        Assert.Equal(default, new EquatableArray<int>([]));
        Assert.Equal(default(EquatableArray<int>).GetHashCode(), new EquatableArray<int>([]).GetHashCode());
        Assert.Empty(default(EquatableArray<int>));
    }
}
