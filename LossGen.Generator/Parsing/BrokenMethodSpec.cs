namespace LossGen.Generator.Parsing;

/// <summary>A method that breaks a rule. It gets a body that throws, so that the rule's message stands alone and not beside the compiler's CS8795.</summary>
/// <param name="Message">What is wrong, with the rule's id.</param>
/// <param name="Method">How to write the method's implementing part.</param>
internal sealed record BrokenMethodSpec(string Message, MethodSpec Method);
