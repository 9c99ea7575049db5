using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Planning;

/// <summary>A plan as JSON, for tools and pictures.</summary>
internal static class PlanJson
{
    public static string Print(QueryPlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("operation"u8, plan.Operation.ToString().ToLowerInvariant());
            json.WriteStartArray("fetches"u8);
            foreach (var fetch in plan.Fetches)
            {
                WriteFetch(json, fetch);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteFetch(Utf8JsonWriter json, Fetch fetch)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, fetch.Id);
        json.WriteString("source"u8, fetch.Source);
        json.WriteString("operation"u8, fetch.Operation.ToString().ToLowerInvariant());
        json.WriteStartArray("dependsOn"u8);
        foreach (var id in fetch.DependsOn)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        json.WriteStartArray("parts"u8);
        foreach (var part in fetch.Parts)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, part.Selection.Type.Name);
            json.WriteString("lookup"u8, part.Lookup?.Kind.ToString().ToLowerInvariant());
            json.WriteString("lookupField"u8, part.Lookup?.Field?.Name);
            json.WriteNumber("places"u8, Math.Max(1, part.Targets.Count));
            WriteSelection(json, part.Selection);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSelection(Utf8JsonWriter json, FetchSelection selection)
    {
        json.WriteStartArray("fields"u8);
        foreach (var field in selection.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, field.Field.Name);
            json.WriteString("responseName"u8, field.ResponseName);
            if (field.Types is { } types)
            {
                json.WriteString("on"u8, string.Join('|', types));
            }

            if (field.Selection is { } child)
            {
                WriteSelection(json, child);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
