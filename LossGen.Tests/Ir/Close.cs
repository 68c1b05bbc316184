using System.Globalization;

namespace LossGen.Tests.Ir;

/// <summary>Compares numbers: NaN equals NaN, an infinity itself, and others within a relative tolerance.</summary>
internal static class Close
{
    public static void Assert(double expected, double actual, double tolerance, string what, double scale = 0)
    {
        bool close = expected.Equals(actual) || expected == actual || Math.Abs(expected - actual) <= tolerance * Math.Max(Math.Abs(expected), scale);
        Xunit.Assert.True(close, string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, was {actual:R}"));
    }
}
