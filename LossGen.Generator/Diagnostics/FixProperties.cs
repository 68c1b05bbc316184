namespace LossGen.Generator.Diagnostics;

/// <summary>What a diagnostic tells its code fix: the properties' keys. The fixes are an assembly of their own, in which this file is compiled as well.</summary>
internal static class FixProperties
{
    /// <summary>The names that a parameter may be given, divided by commas.</summary>
    public const string Names = "Names";

    /// <summary>The type to write in place of the one that stands there.</summary>
    public const string Type = "Type";

    /// <summary>The parameter to add: <c>ReadOnlySpan&lt;float&gt; logits</c>.</summary>
    public const string Parameter = "Parameter";

    /// <summary>The name of the parameter behind which another belongs; the first place where there is none.</summary>
    public const string After = "After";

    /// <summary>The nearest value that a constant may have.</summary>
    public const string Value = "Value";

    /// <summary>Set where what is reported is to be removed.</summary>
    public const string Remove = "Remove";
}
