using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>Writes the implementing part of a user's method inside its namespace and types.</summary>
internal static class PartialMethod
{
    public static void Write(CodeWriter writer, MethodSpec method, Action documentation, Action body)
    {
        string[] headers = [.. method.Namespace.Length == 0 ? Array.Empty<string>() : ["namespace " + method.Namespace], .. method.ContainingTypes];
        Nested(0);

        void Nested(int depth)
        {
            if (depth < headers.Length)
            {
                writer.Block(headers[depth], () => Nested(depth + 1));
                return;
            }

            documentation();
            writer.Block(method.Declaration, body);
        }
    }
}
