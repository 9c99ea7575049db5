using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>The name of a field in protobuf's JSON.</summary>
/// <remarks>Source: Protocol Buffers, ProtoJSON format.</remarks>
internal static class JsonNames
{
    public static string Of(FieldNode field) => field.JsonName ?? Implied(field.Name);

    /// <summary>The name in lowerCamelCase.</summary>
    public static string Implied(string fieldName)
    {
        var name = new StringBuilder(fieldName.Length);
        var isUpper = false;
        foreach (var character in fieldName)
        {
            if (character != '_')
            {
                name.Append(isUpper && char.IsAsciiLetterLower(character) ? (char)(character - 32) : character);
            }

            isUpper = character == '_';
        }

        return name.ToString();
    }
}
