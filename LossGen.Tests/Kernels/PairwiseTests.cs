namespace LossGen.Tests.Kernels;

/// <summary>
/// Every two values of a loss's options meet in a kernel of the zoo, where each kernel is compared with the reference, among the widths, and with what it
/// may write.
/// </summary>
public sealed class PairwiseTests
{
    public static TheoryData<string> Losses => [.. KernelOptions.All.Keys];

    [Theory, MemberData(nameof(Losses))]
    public void Every_two_values_of_the_options_meet(string loss)
    {
        Choice[] choices = KernelOptions.All[loss];
        HashSet<(int, string, int, string)> met = [.. KernelOptions.Cover(loss).SelectMany(PairwiseCover.Pairs)];
        foreach ((int a, string x, int b, string y) in Enumerable.Range(0, choices.Length).SelectMany(a => Enumerable.Range(a + 1, choices.Length - a - 1)
            .SelectMany(b => choices[a].Values.SelectMany(x => choices[b].Values.Select(y => (a, x, b, y))))))
        {
            Assert.True(met.Contains((a, x, b, y)) || !CanMeet(choices, a, x, b, y), $"{choices[a].Name} = {x} and {choices[b].Name} = {y}");
        }
    }

    [Fact]
    public void Every_combination_is_a_kernel_of_the_zoo() =>
        Assert.All(KernelOptions.Cases(), c => Assert.Equal(c, KernelZoo.Find(c.Name)));

    /// <summary>Whether some combination holds both: the other options have the values that leave them their effect.</summary>
    private static bool CanMeet(Choice[] choices, int a, string x, int b, string y)
    {
        Values random = new(2);
        return Enumerable.Range(0, 300).Any(_ =>
        {
            string[] candidate = [.. choices.Select(c => c.Values[random.Below(c.Values.Length)])];
            (candidate[a], candidate[b]) = (x, y);
            string[] normal = KernelOptions.Normal(choices, candidate);
            return normal[a] == x && normal[b] == y;
        });
    }
}
