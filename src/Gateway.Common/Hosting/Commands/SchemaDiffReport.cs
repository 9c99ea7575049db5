using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Common.Hosting.Commands;

/// <summary>What <c>schema diff</c> found, as text and as JSON.</summary>
internal sealed record SchemaDiffReport(
    IReadOnlyList<SchemaChange> Changes, IReadOnlyList<BrokenStoredOperation>? Broken)
{
    public bool Breaks =>
        Broken is { Count: > 0 } || Changes.Any(static change => change.Severity == ChangeSeverity.Breaking);

    /// <summary>A line for each change, then one for each reason why a stored operation breaks.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var change in Changes)
        {
            text.Append(change.Severity).Append(' ').Append(change.Code).Append(' ').Append(change.Coordinate)
                .Append(": ").Append(change.Message).Append('\n');
        }

        foreach (var broken in Broken ?? [])
        {
            var name = $"{broken.Operation.File}:{broken.Operation.Line} {broken.Operation.Name ?? "(anonymous)"}";
            foreach (var change in broken.Changes)
            {
                text.Append("Broken ").Append(name).Append(": ").Append(change.Code).Append(' ')
                    .Append(change.Coordinate).Append('\n');
            }

            foreach (var error in broken.Errors)
            {
                text.Append("Broken ").Append(name).Append(": ").Append(error).Append('\n');
            }
        }

        return text.ToString();
    }

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteBoolean("breaking"u8, Breaks);
            json.WriteStartArray("changes"u8);
            foreach (var change in Changes)
            {
                json.WriteStartObject();
                json.WriteString("severity"u8, change.Severity.ToString().ToLowerInvariant());
                json.WriteString("code"u8, change.Code);
                json.WriteString("coordinate"u8, change.Coordinate);
                json.WriteString("message"u8, change.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (Broken is not null)
            {
                WriteBroken(json, Broken);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteBroken(Utf8JsonWriter json, IReadOnlyList<BrokenStoredOperation> all)
    {
        json.WriteStartArray("brokenOperations"u8);
        foreach (var broken in all)
        {
            json.WriteStartObject();
            json.WriteString("file"u8, broken.Operation.File);
            json.WriteString("operation"u8, broken.Operation.Name);
            json.WriteNumber("line"u8, broken.Operation.Line);
            json.WriteStartArray("changes"u8);
            foreach (var change in broken.Changes)
            {
                json.WriteStartObject();
                json.WriteString("code"u8, change.Code);
                json.WriteString("coordinate"u8, change.Coordinate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("errors"u8);
            foreach (var error in broken.Errors)
            {
                json.WriteStartObject();
                json.WriteString("code"u8, error.Code);
                json.WriteString("message"u8, error.Message);
                json.WriteNumber("line"u8, error.Locations is [var place, ..] ? place.Line : 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
