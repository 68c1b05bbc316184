namespace LossGen.Tests.Infrastructure;

public class SnapshotTests
{
    private static readonly string Received = Path.Combine(Repository.Root, "LossGen.Tests", "Infrastructure", "SnapshotTests.A_difference_is_left_to_look_at.received.cs");

    [Fact]
    public void A_difference_is_left_to_look_at()
    {
        try
        {
            Assert.Throws<Xunit.Sdk.FailException>(() => Snapshot.Verify("// Not accepted yet.\n"));
            Assert.Equal("// Not accepted yet.\n", File.ReadAllText(Received));
        }
        finally
        {
            File.Delete(Received);
        }
    }

    [Fact]
    public void An_accepted_text_passes() => Snapshot.Verify("// Accepted, by version " + typeof(LossGen.Generator.LossGenerator).Assembly.GetName().Version + ".\n");
}
