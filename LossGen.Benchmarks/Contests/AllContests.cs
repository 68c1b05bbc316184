namespace LossGen.Benchmarks.Contests;

/// <summary>Every kernel against every peer.</summary>
internal static class AllContests
{
    public static IEnumerable<Contest> Of(Arena arena) =>
        new[] { FocalContests.All(arena), BoxContests.All(arena), RowContests.All(arena), DetectionContests.All(arena) }.SelectMany(subject => subject).OfType<Contest>();
}
