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
                WriteFetch(json, fetch, plan.Variables);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteFetch(Utf8JsonWriter json, Fetch fetch, OperationVariables variables)
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
        if (fetch.Contexts.Length > 0)
        {
            WriteTexts(json, "contexts", [.. fetch.Contexts.Select(static context => context.Coordinate).Distinct()]);
        }

        json.WriteStartArray("parts"u8);
        foreach (var part in fetch.Parts)
        {
            WritePart(json, part, variables);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, FetchPart part, OperationVariables variables)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, part.Selection.Type.Name);
        json.WriteString("lookup"u8, part.Lookup?.Kind.ToString().ToLowerInvariant());
        json.WriteString("lookupField"u8, part.Lookup?.Field?.Name);
        json.WriteNumber("places"u8, Math.Max(1, part.Targets.Length));
        if (part.Conditions.Length > 0)
        {
            json.WriteString("when"u8, PlanConditions.Of(part.Conditions, variables));
        }

        if (part.Reason is { } reason)
        {
            WriteReason(json, reason);
        }

        WriteSelection(json, part.Selection, variables, part.Reason is not null);
        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, PartReason reason)
    {
        json.WriteStartObject("why"u8);
        json.WriteString("key"u8, reason.Key);
        WriteTexts(json, "at", reason.Places);
        json.WriteBoolean("tellsType"u8, reason.TellsType);
        json.WriteStartArray("requires"u8);
        foreach (var (field, selection) in reason.Requirements)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, field);
            json.WriteString("selection"u8, selection);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("choices"u8);
        foreach (var (field, others) in reason.Choices)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, field);
            WriteTexts(json, "alsoIn", others);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteSelection(
        Utf8JsonWriter json, FetchSelection selection, OperationVariables variables, bool explains)
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

            if (field.Conditions.Count > 0)
            {
                json.WriteString("when"u8, PlanConditions.Of(field.Conditions, variables));
            }

            if (explains && field.IsHidden)
            {
                json.WriteBoolean("forThePlan"u8, true);
            }

            if (field.Selection is { } child)
            {
                WriteSelection(json, child, variables, explains);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
