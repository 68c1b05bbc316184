namespace LossGen;

/// <summary>Gives a parameter of a kernel method its role where its name does not: <c>[Role(LossRole.Logits)] ReadOnlySpan&lt;float&gt; scores</c>.</summary>
/// <param name="role">The role; where the name says one too, the same.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RoleAttribute(LossRole role) : Attribute
{
    /// <summary>The parameter's role.</summary>
    public LossRole Role { get; } = role;
}
