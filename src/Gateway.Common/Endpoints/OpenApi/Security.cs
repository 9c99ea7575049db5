using System.Text.Json;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>Security schemes and what the paths require of them. Source: OpenAPI 3.1 §4.8.27, §4.8.30.</summary>
internal static class Security
{
    public static void WriteRequirement(Utf8JsonWriter json, EndpointSecurity security)
    {
        if (security == EndpointSecurity.None)
        {
            return;
        }

        json.WriteStartArray("security"u8);
        json.WriteStartObject();
        json.WriteStartArray(NameOf(security));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void WriteSchemes(Utf8JsonWriter json, EndpointSecurity security)
    {
        if (security == EndpointSecurity.None)
        {
            return;
        }

        json.WriteStartObject("securitySchemes"u8);
        json.WriteStartObject(NameOf(security));
        if (security == EndpointSecurity.ApiKey)
        {
            json.WriteString("type"u8, "apiKey");
            json.WriteString("in"u8, "header");
            json.WriteString("name"u8, "X-Api-Key");
        }
        else
        {
            json.WriteString("type"u8, "http");
            json.WriteString("scheme"u8, "bearer");
            json.WriteString("bearerFormat"u8, "JWT");
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(EndpointSecurity security) =>
        security == EndpointSecurity.ApiKey ? "apiKey" : "bearer";
}
