using System.Globalization;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>Writes <c>paths</c>. Source: OpenAPI 3.1 §4.8.8 to §4.8.17.</summary>
internal static class PathItems
{
    public static void Write(Utf8JsonWriter json, IEnumerable<RestEndpoint> endpoints, InputSchemas schemas)
    {
        json.WriteStartObject("paths"u8);
        foreach (var path in endpoints.GroupBy(endpoint => endpoint.Path.Text))
        {
            json.WriteStartObject(path.Key);
            foreach (var endpoint in path)
            {
                WriteOperation(json, endpoint, schemas);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, RestEndpoint endpoint, InputSchemas schemas)
    {
        json.WriteStartObject(endpoint.Method.ToLowerInvariant());
        json.WriteString("operationId"u8, endpoint.Name);
        if ((endpoint.Operation.Description?.Value ?? endpoint.RootDefinition.Description) is { } description)
        {
            json.WriteString("description"u8, description);
        }

        if (endpoint.IsDeprecated)
        {
            json.WriteBoolean("deprecated"u8, true);
        }

        WriteParameters(json, endpoint, schemas);
        WriteBody(json, endpoint, schemas);
        json.WriteStartObject("responses"u8);
        WriteSuccess(json, endpoint);
        foreach (var status in Problems.StatusesOf(endpoint))
        {
            var text = status.ToString(CultureInfo.InvariantCulture);
            json.WriteStartObject(text);
            json.WriteString("$ref"u8, $"#/components/responses/{Problems.NameOf(status)}");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, RestEndpoint endpoint, InputSchemas schemas)
    {
        var parameters = endpoint.Parameters
            .Where(parameter => parameter.Place is ParameterPlace.Path or ParameterPlace.Query)
            .OrderBy(parameter => parameter.Place)
            .ToList();
        if (parameters.Count == 0)
        {
            return;
        }

        json.WriteStartArray("parameters"u8);
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, parameter.Name);
            json.WriteString("in"u8, parameter.Place == ParameterPlace.Path ? "path" : "query");
            if (parameter.IsRequired)
            {
                json.WriteBoolean("required"u8, true);
            }

            WriteDescription(json, endpoint, parameter);
            json.WriteStartObject("schema"u8);
            WriteSchema(json, parameter, schemas, isText: true);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A parameter's own description, else that of the root argument that it fills.</summary>
    private static void WriteDescription(Utf8JsonWriter json, RestEndpoint endpoint, EndpointParameter parameter)
    {
        var argument = endpoint.Root.Arguments.FirstOrDefault(
            one => one.Value is VariableNode variable && variable.Name.Is(parameter.Variable.Utf8Name));
        var description = parameter.Variable.Syntax.Description?.Value
            ?? (argument is null ? null : endpoint.RootDefinition.Arguments.Find(argument.Name.Utf8)?.Description);
        if (description is not null)
        {
            json.WriteString("description"u8, description);
        }
    }

    private static void WriteSchema(Utf8JsonWriter json, EndpointParameter parameter, InputSchemas schemas, bool isText)
    {
        var type = parameter.Variable.Type;

        // Text is there or not: it cannot be null.
        if (isText && type.Nullable is ListType list)
        {
            TypeSchemas.WriteType(json, "array", isNullable: false);
            json.WriteStartObject("items"u8);
            schemas.WriteNamed(json, list.Named, isNullable: false, isText: true);
            json.WriteEndObject();
        }
        else
        {
            TypeSchemas.Write(
                json,
                type,
                !isText && !type.IsNonNull,
                (named, isNullable) => schemas.WriteNamed(json, named, isNullable, isText));
        }

        if (parameter.Variable.HasDefault)
        {
            json.WritePropertyName("default"u8);
            json.WriteRawValue(parameter.Variable.DefaultJson);
        }
    }

    private static void WriteBody(Utf8JsonWriter json, RestEndpoint endpoint, InputSchemas schemas)
    {
        if (!endpoint.HasBody)
        {
            return;
        }

        json.WriteStartObject("requestBody"u8);
        if (endpoint.BodyParameters.Any(parameter => parameter.IsRequired))
        {
            json.WriteBoolean("required"u8, true);
        }

        json.WriteStartObject("content"u8);
        json.WriteStartObject("application/json"u8);
        json.WriteStartObject("schema"u8);
        if (endpoint.Settings.Body is null)
        {
            WriteMembers(json, endpoint, schemas);
        }
        else
        {
            WriteSchema(json, endpoint.BodyParameters[0], schemas, isText: false);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, RestEndpoint endpoint, InputSchemas schemas)
    {
        json.WriteString("type"u8, "object");
        json.WriteBoolean("additionalProperties"u8, false);
        InputSchemas.WriteRequired(json, endpoint.BodyParameters.Where(one => one.IsRequired).Select(one => one.Name));
        json.WriteStartObject("properties"u8);
        foreach (var parameter in endpoint.BodyParameters)
        {
            json.WriteStartObject(parameter.Name);
            WriteSchema(json, parameter, schemas, isText: false);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSuccess(Utf8JsonWriter json, RestEndpoint endpoint)
    {
        json.WriteStartObject(endpoint.Settings.Status.ToString(CultureInfo.InvariantCulture));
        json.WriteString(
            "description"u8,
            endpoint.Settings.AllowsPartial
                ? "The answer; where Bff-Partial names codes, some of its values could not be had and are null."
                : "The answer.");
        json.WriteStartObject("headers"u8);
        WriteHeader(json, "X-Correlation-Id", "Names this request in logs.");
        if (endpoint.Method == "GET")
        {
            WriteHeader(json, "ETag", "Of the answer, for If-None-Match.");
        }

        if (endpoint.Settings.AllowsPartial)
        {
            WriteHeader(json, "Bff-Partial", "Codes of what could not be had, separated by commas.");
        }

        json.WriteEndObject();
        json.WriteStartObject("content"u8);
        json.WriteStartObject("application/json"u8);
        json.WriteStartObject("schema"u8);
        TypeSchemas.WriteReference(json, AnswerSchemas.NameOf(endpoint), isNullable: false);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        if (endpoint.Method == "GET")
        {
            json.WriteStartObject("304"u8);
            json.WriteString("description"u8, "If-None-Match names the present answer.");
            json.WriteEndObject();
        }
    }

    private static void WriteHeader(Utf8JsonWriter json, string name, string description)
    {
        json.WriteStartObject(name);
        json.WriteString("description"u8, description);
        json.WriteStartObject("schema"u8);
        json.WriteString("type"u8, "string");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
