namespace LossGen.Sample;

/// <summary>One number for each of the three losses.</summary>
internal readonly record struct PerLoss(double Presence, double Garment, double Frame)
{
    public double Total => Presence + Garment + Frame;

    public static PerLoss operator +(PerLoss a, PerLoss b) => new(a.Presence + b.Presence, a.Garment + b.Garment, a.Frame + b.Frame);

    public static PerLoss operator /(PerLoss a, double b) => new(a.Presence / b, a.Garment / b, a.Frame / b);
}
