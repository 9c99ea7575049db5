using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>JSON Schemas of types. Writes members into an object that the caller has begun.</summary>
internal static class TypeSchemas
{
    public const string Null = "null";

    /// <summary>The schema of a type, null allowed where the type allows it.</summary>
    /// <param name="writeNamed">Writes the members of the named type's schema, with or without null.</param>
    public static void Write(Utf8JsonWriter json, SchemaType type, bool isNullable, Action<NamedType, bool> writeNamed)
    {
        if (type.Nullable is not ListType list)
        {
            writeNamed(type.Named, isNullable);
            return;
        }

        WriteType(json, "array", isNullable);
        json.WriteStartObject("items"u8);
        Write(json, list.ElementType, !list.ElementType.IsNonNull, writeNamed);
        json.WriteEndObject();
    }

    /// <summary>A reference, beside null where that is allowed.</summary>
    public static void WriteReference(Utf8JsonWriter json, string name, bool isNullable)
    {
        if (!isNullable)
        {
            json.WriteString("$ref"u8, $"#/components/schemas/{name}");
            return;
        }

        json.WriteStartArray("anyOf"u8);
        json.WriteStartObject();
        json.WriteString("$ref"u8, $"#/components/schemas/{name}");
        json.WriteEndObject();
        WriteNullSchema(json);
        json.WriteEndArray();
    }

    public static void WriteNullSchema(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, Null);
        json.WriteEndObject();
    }

    public static void WriteType(Utf8JsonWriter json, string name, bool isNullable)
    {
        if (!isNullable)
        {
            json.WriteString("type"u8, name);
            return;
        }

        json.WriteStartArray("type"u8);
        json.WriteStringValue(name);
        json.WriteStringValue(Null);
        json.WriteEndArray();
    }

    /// <param name="isText">Whether the value comes as a parameter's text.</param>
    public static void WriteScalar(Utf8JsonWriter json, ScalarType scalar, bool isNullable, bool isText)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Int:
                WriteType(json, "integer", isNullable);
                json.WriteString("format"u8, "int32");
                break;
            case ScalarKind.Float:
                WriteType(json, "number", isNullable);
                json.WriteString("format"u8, "double");
                break;
            case ScalarKind.Boolean:
                WriteType(json, "boolean", isNullable);
                break;
            case ScalarKind.Custom:
                WriteCustom(json, scalar, isNullable, isText);
                break;
            default:
                WriteType(json, "string", isNullable);
                break;
        }
    }

    /// <summary>
    /// A custom scalar's JSON is its source's affair: only a format is said where the name has one meaning everywhere.
    /// </summary>
    private static void WriteCustom(Utf8JsonWriter json, ScalarType scalar, bool isNullable, bool isText)
    {
        var format = FormatOf(scalar.Name);
        if (isText || format is not null)
        {
            WriteType(json, "string", isNullable);
        }

        if (format is not null)
        {
            json.WriteString("format"u8, format);
        }

        json.WriteString("title"u8, scalar.Name);
        if (scalar.Description is { } description)
        {
            json.WriteString("description"u8, description);
        }

        if (scalar.SpecifiedBy is { } url)
        {
            json.WriteStartObject("externalDocs"u8);
            json.WriteString("url"u8, url);
            json.WriteEndObject();
        }
    }

    private static string? FormatOf(string scalar) => scalar switch
    {
        "DateTime" => "date-time",
        "Date" => "date",
        "Time" => "time",
        "Duration" => "duration",
        "URL" => "uri",
        "UUID" => "uuid",
        _ => null,
    };
}
