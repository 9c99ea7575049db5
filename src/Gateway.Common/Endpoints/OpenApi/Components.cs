using System.Text.Json;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>Writes <c>components</c>: all that the paths refer to, and nothing else.</summary>
internal static class Components
{
    public static void Write(
        Utf8JsonWriter json, IReadOnlyList<RestEndpoint> endpoints, InputSchemas schemas, EndpointSecurity security)
    {
        json.WriteStartObject("components"u8);
        json.WriteStartObject("schemas"u8);
        foreach (var endpoint in endpoints)
        {
            AnswerSchemas.Write(json, endpoint, schemas);
        }

        foreach (var type in schemas.Close())
        {
            schemas.WriteComponent(json, type);
        }

        Problems.WriteSchema(json);
        json.WriteEndObject();
        Problems.WriteResponses(json, endpoints.SelectMany(Problems.StatusesOf).Distinct().Order());
        Security.WriteSchemes(json, security);
        json.WriteEndObject();
    }
}
