using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>The name of a field in protobuf's JSON.</summary>
/// <remarks>Source: Protocol Buffers, ProtoJSON format.</remarks>
internal static class JsonNames
{
    public static string Of(FieldNode field)
    {
        if (field.JsonName is { } given)
        {
            return given;
        }

        var name = new StringBuilder(field.Name.Length);
        var isUpper = false;
        foreach (var character in field.Name)
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
