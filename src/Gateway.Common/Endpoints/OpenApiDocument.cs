using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Common.Endpoints.OpenApi;

namespace Gateway.Common.Endpoints;

/// <summary>How callers of the endpoints prove who they are.</summary>
internal enum EndpointSecurity : byte
{
    None,
    ApiKey,
    Bearer,
}

/// <param name="Title">Of the whole API.</param>
/// <param name="Description">Markdown, or null.</param>
internal sealed record OpenApiInfo(string Title, EndpointSecurity Security, string? Description = null);

/// <summary>Writes the contract of one version of the endpoints.</summary>
/// <remarks>
/// Shape: once per snapshot; the same endpoints give the same bytes. Source: OpenAPI 3.1.1, JSON Schema 2020-12.
/// </remarks>
internal static class OpenApiDocument
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="version">One of <see cref="EndpointTable.Versions"/>.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Write(EndpointTable table, string version, OpenApiInfo info)
    {
        var endpoints = table.Endpoints.Where(endpoint => endpoint.Path.Version == version).ToList();
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("openapi"u8, "3.1.1");
            WriteInfo(json, version, info);
            json.WriteStartArray("servers"u8);
            json.WriteStartObject();
            json.WriteString("url"u8, "/");
            json.WriteEndObject();
            json.WriteEndArray();
            Security.WriteRequirement(json, info.Security);
            var inputs = new InputSchemas();
            PathItems.Write(json, endpoints, inputs);
            Components.Write(json, endpoints, inputs, info.Security);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteInfo(Utf8JsonWriter json, string version, OpenApiInfo info)
    {
        json.WriteStartObject("info"u8);
        json.WriteString("title"u8, info.Title);
        if (info.Description is not null)
        {
            json.WriteString("description"u8, info.Description);
        }

        json.WriteString("version"u8, version);
        json.WriteEndObject();
    }
}
