using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Takes of an error answer what may be shown: the status, and members of a problem.</summary>
/// <remarks>
/// Shape: JSON members without braces. A member is shown whole or, where it is longer than its bound, of another kind
/// or past the sum's bound, not at all; of equal names the last counts. Characters that mean something to HTML are
/// escaped. What is no JSON object is never shown. Source: RFC 9457 §3.1, §3.2.
/// </remarks>
internal static class ProblemReader
{
    private const int NameBytesMax = 256;
    private const int TextBytesMax = 1024;
    private const int BodyBytesMax = 64 * 1024;

    /// <summary>Of all members together.</summary>
    private const int ProblemBytesMax = 4 * 1024;

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/#?=&%+"u8);

    public static byte[] Read(SourceResponse response, ProblemPlan plan)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteNumber("status"u8, response.Status);
        var isProblem = response.MediaType == "application/problem+json";
        if (isProblem || response.MediaType == "application/json")
        {
            var members = plan.Members(response.Status, isProblem);
            WriteMembers(writer, members, Find(response.Body, members));
        }

        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan[1..^1].ToArray();
    }

    /// <returns>The JSON of each member; empty where it is absent, and of all where the body is no object.</returns>
    private static ReadOnlyMemory<byte>[] Find(ReadOnlySpan<byte> body, ProblemMember[] members)
    {
        var found = new ReadOnlyMemory<byte>[members.Length];
        if (body.Length > BodyBytesMax || !Utf8.IsValid(body))
        {
            return found;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return found;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = IndexOf(ref reader, members);
                reader.Read();
                if (index >= 0)
                {
                    found[index] = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                        ? default
                        : body[(int)reader.TokenStartIndex..(int)reader.BytesConsumed].ToArray();
                }

                reader.Skip();
            }

            // Anything behind the object throws.
            reader.Read();
            return found;
        }
        catch (JsonException)
        {
            return new ReadOnlyMemory<byte>[members.Length];
        }
    }

    private static int IndexOf(ref Utf8JsonReader reader, ProblemMember[] members)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (reader.ValueTextEquals(members[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }

    private static void WriteMembers(
        Utf8JsonWriter writer, ProblemMember[] members, ReadOnlyMemory<byte>[] found)
    {
        var left = ProblemBytesMax;
        var isBegun = false;
        for (var index = 0; index < members.Length; index++)
        {
            var json = found[index].Span;
            left -= json.Length + members[index].Utf8Name.Length;
            if (left < 0 || !IsShown(members[index].Kind, json, out var text))
            {
                continue;
            }

            if (!isBegun)
            {
                writer.WriteStartObject("problem"u8);
                isBegun = true;
            }

            writer.WritePropertyName(members[index].Utf8Name);
            Write(writer, json, text);
        }

        if (isBegun)
        {
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> json, string? text)
    {
        if (text is null)
        {
            writer.WriteRawValue(json);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <param name="text">Of a string what it means.</param>
    private static bool IsShown(ProblemMemberKind kind, ReadOnlySpan<byte> json, out string? text)
    {
        text = null;
        if (json.IsEmpty || json.Length > TextBytesMax || (json[0] == '"' && (text = Meaning(json)) is null))
        {
            return false;
        }

        return kind switch
        {
            ProblemMemberKind.Name => json[0] is not ((byte)'t' or (byte)'f' or (byte)'n') && IsName(text, json),
            ProblemMemberKind.Text => text is not null,
            _ => json[0] != 'n',
        };
    }

    private static bool IsName(string? text, ReadOnlySpan<byte> json)
    {
        var name = text is null ? json : Encoding.UTF8.GetBytes(text);
        return name.Length <= NameBytesMax && !name.ContainsAnyExcept(NameBytes);
    }

    /// <summary>Null for half a surrogate pair, which no UTF-8 can spell.</summary>
    private static string? Meaning(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
