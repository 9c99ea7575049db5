using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>
/// Takes of an error answer what may be shown: the status, and a problem's <c>type</c> and <c>code</c>.
/// </summary>
/// <remarks>
/// Shape: JSON members without braces. Only names for programs are shown, bounded and of the characters that names and
/// URIs have; <c>type</c> only of <c>application/problem+json</c>. What is written for people is for the log.
/// Source: RFC 9457 §3.1.
/// </remarks>
internal static class ProblemReader
{
    private const int TextBytesMax = 256;
    private const int BodyBytesMax = 64 * 1024;

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/#?=&%+"u8);

    private static readonly byte[] CodeName = "\"code\":"u8.ToArray();
    private static readonly byte[] TypeName = "\"type\":"u8.ToArray();

    public static byte[] Read(SourceResponse response)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(Encoding.ASCII.GetBytes($"\"status\":{response.Status}"));
        var isProblem = response.MediaType == "application/problem+json";
        if (isProblem || response.MediaType == "application/json")
        {
            var problem = new ArrayBufferWriter<byte>();
            if (TryReadMembers(response.Body, isProblem, problem) && problem.WrittenCount > 0)
            {
                output.Write(",\"problem\":{"u8);
                output.Write(problem.WrittenSpan);
                output.Write("}"u8);
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static bool TryReadMembers(ReadOnlySpan<byte> body, bool isProblem, ArrayBufferWriter<byte> problem)
    {
        if (body.Length > BodyBytesMax || !System.Text.Unicode.Utf8.IsValid(body))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var shown = Shown(ref reader, isProblem);
                reader.Read();
                if (shown is not null && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    WriteMember(shown, body[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], problem);
                }

                reader.Skip();
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The member's name with its colon, or null for one that is not shown.</summary>
    private static byte[]? Shown(ref Utf8JsonReader reader, bool isProblem) =>
        reader.ValueTextEquals("code"u8) ? CodeName
        : isProblem && reader.ValueTextEquals("type"u8) ? TypeName
        : null;

    private static void WriteMember(byte[] name, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> problem)
    {
        var text = value is [(byte)'"', .. var inner, (byte)'"'] ? inner : value;
        if (text.Length <= TextBytesMax && !text.ContainsAnyExcept(NameBytes))
        {
            problem.Write(problem.WrittenCount > 0 ? ","u8 : []);
            problem.Write(name);
            problem.Write(value);
        }
    }
}
