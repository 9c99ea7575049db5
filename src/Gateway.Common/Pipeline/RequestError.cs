using System.Buffers;
using System.Text.Json;

namespace Gateway.Common.Pipeline;

/// <summary>Why a request was refused before execution.</summary>
/// <param name="Code">The first error's code.</param>
/// <param name="Status">HTTP status in the <c>stable</c> profile.</param>
/// <param name="Errors">All errors, in the order found.</param>
internal sealed record RequestError(string Code, int Status, IReadOnlyList<RequestErrorEntry> Errors)
{
    public static RequestError Of(string code, int status, string message) =>
        new(code, status, [new RequestErrorEntry(code, message)]);

    /// <summary>A GraphQL response with <c>errors</c> and no <c>data</c>. Source: GraphQL §7.1.</summary>
    public byte[] ToBody()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("errors"u8);
            foreach (var error in Errors)
            {
                error.Write(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <param name="Code">SCREAMING_SNAKE, from the catalogue.</param>
/// <param name="Message">Safe for clients.</param>
/// <param name="Locations">Line and column from 1, in the document.</param>
internal sealed record RequestErrorEntry(
    string Code, string Message, IReadOnlyList<(int Line, int Column)>? Locations = null)
{
    /// <summary>
    /// The place in the variables, such as <c>$order.lines[0].sku</c>; null for what is no variable's.
    /// </summary>
    public string? Variable { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, Message);
        if (Locations is { Count: > 0 })
        {
            json.WriteStartArray("locations"u8);
            foreach (var (line, column) in Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line"u8, line);
                json.WriteNumber("column"u8, column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, Code);
        if (Variable is not null)
        {
            json.WriteString("variable"u8, Variable);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
