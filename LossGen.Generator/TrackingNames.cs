namespace LossGen.Generator;

/// <summary>The names of the pipeline's steps, by which tests look them up.</summary>
internal static class TrackingNames
{
    public const string Options = "Options";
    public const string Parse = "Parse";
    public const string Kernels = "Kernels";
    public const string BrokenMethods = "BrokenMethods";
}
