using System.Text.Json;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>The problems as responses and as a schema.</summary>
internal static class Problems
{
    /// <summary>The component of the problem's schema; a dot cannot be in a type's name.</summary>
    public const string SchemaName = "Gateway.Problem";

    private static readonly HashSet<int> BodyStatuses = [413, 415];

    public static string NameOf(int status) => $"Problem{status}";

    /// <summary>Every status that the catalogue holds for this kind of endpoint, ascending.</summary>
    public static IEnumerable<int> StatusesOf(RestEndpoint endpoint) => ProblemCatalogue.All
        .Select(kind => kind.Status)
        .Distinct()
        .Where(status => status != 405 && (endpoint.HasBody || !BodyStatuses.Contains(status)));

    public static void WriteResponses(Utf8JsonWriter json, IEnumerable<int> statuses)
    {
        json.WriteStartObject("responses"u8);
        foreach (var status in statuses)
        {
            var codes = ProblemCatalogue.All.Where(kind => kind.Status == status).Select(kind => $"`{kind.Code}`");
            json.WriteStartObject(NameOf(status));
            json.WriteString("description"u8, $"A problem with one of these codes: {string.Join(", ", codes)}.");
            json.WriteStartObject("content"u8);
            json.WriteStartObject(EndpointProblem.MediaType);
            json.WriteStartObject("schema"u8);
            TypeSchemas.WriteReference(json, SchemaName, isNullable: false);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteStartObject(SchemaName);
        json.WriteString("type"u8, "object");
        json.WriteString("description"u8, "Why there is no answer (RFC 9457). Decide by code: the words may change.");
        InputSchemas.WriteRequired(json, ["type", "title", "status", "code", "correlationId"]);
        json.WriteStartObject("properties"u8);
        WriteProperty(json, "type", "string", "Names the kind of problem.", "uri-reference");
        WriteProperty(json, "title", "string", "The same for every problem of this code.");
        WriteProperty(json, "status", "integer", "The HTTP status.");
        WriteProperty(json, "detail", "string", "What is wrong with this request.");
        WriteCode(json);
        WriteProperty(
            json, "reason", "string", "Why within this code, where more is known, such as INVOICE_ALREADY_PAID.");
        WriteProperty(json, "correlationId", "string", "Names this request in logs.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCode(Utf8JsonWriter json)
    {
        json.WriteStartObject("code"u8);
        json.WriteString("type"u8, "string");
        json.WriteStartArray("enum"u8);
        foreach (var kind in ProblemCatalogue.All)
        {
            json.WriteStringValue(kind.Code);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperty(
        Utf8JsonWriter json, string name, string type, string description, string? format = null)
    {
        json.WriteStartObject(name);
        json.WriteString("type"u8, type);
        if (format is not null)
        {
            json.WriteString("format"u8, format);
        }

        json.WriteString("description"u8, description);
        json.WriteEndObject();
    }
}
