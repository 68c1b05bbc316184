namespace LossGen.Tests.Kernels;

/// <summary>Errors in units in the last place of a float.</summary>
internal static class Ulps
{
    /// <summary>The smallest number with all its digits.</summary>
    public const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>The distance of a number from what it should be, in places of the float nearest to a magnitude.</summary>
    public static double Between(double ours, double expected, double magnitude) => Math.Abs(ours - expected) / Place(magnitude);

    public static bool IsNormal(double x) => Math.Abs(x) is >= SmallestNormal and <= float.MaxValue;

    /// <summary>The value of the last place of floats of a magnitude.</summary>
    private static double Place(double magnitude) => Math.ScaleB(1, Math.Max(Math.ILogB(magnitude), -126) - 23);
}
