using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>Schemas of named types, written as references; gathers the types that have to be components.</summary>
internal sealed class InputSchemas
{
    private readonly Queue<NamedType> _open = new();
    private readonly HashSet<NamedType> _seen = [];
    private readonly SortedDictionary<string, NamedType> _found = new(StringComparer.Ordinal);

    /// <summary>Writes the members of a leaf's or an input object's schema.</summary>
    public void WriteNamed(Utf8JsonWriter json, NamedType type, bool isNullable, bool isText = false)
    {
        if (type is ScalarType scalar)
        {
            TypeSchemas.WriteScalar(json, scalar, isNullable, isText);
            return;
        }

        Need(type);
        TypeSchemas.WriteReference(json, type.Name, isNullable);
    }

    /// <summary>Every named type that was referred to, and all that these refer to, by name.</summary>
    public IReadOnlyCollection<NamedType> Close()
    {
        while (_open.TryDequeue(out var type))
        {
            _found[type.Name] = type;
            foreach (var field in (type as InputObjectType)?.Fields ?? MemberMap<InputValueDefinition>.Empty)
            {
                if (field.Type.Named is not ScalarType)
                {
                    Need(field.Type.Named);
                }
            }
        }

        return _found.Values;
    }

    /// <summary>The schema of a component.</summary>
    public void WriteComponent(Utf8JsonWriter json, NamedType type)
    {
        json.WriteStartObject(type.Name);
        if (type.Description is { } description)
        {
            json.WriteString("description"u8, description);
        }

        if (type is EnumType values)
        {
            WriteEnum(json, values);
        }
        else
        {
            WriteInputObject(json, (InputObjectType)type);
        }

        json.WriteEndObject();
    }

    private void Need(NamedType type)
    {
        if (_seen.Add(type))
        {
            _open.Enqueue(type);
        }
    }

    private static void WriteEnum(Utf8JsonWriter json, EnumType type)
    {
        json.WriteString("type"u8, "string");
        json.WriteStartArray("enum"u8);
        foreach (var value in type.Values)
        {
            json.WriteStringValue(value.Utf8Name);
        }

        json.WriteEndArray();
    }

    private void WriteInputObject(Utf8JsonWriter json, InputObjectType type)
    {
        json.WriteString("type"u8, "object");
        json.WriteBoolean("additionalProperties"u8, false);
        if (type.IsOneOf)
        {
            json.WriteNumber("minProperties"u8, 1);
            json.WriteNumber("maxProperties"u8, 1);
        }

        WriteRequired(json, type.Fields.Where(field => field.IsRequired).Select(field => field.Name));
        json.WriteStartObject("properties"u8);
        foreach (var field in type.Fields)
        {
            json.WriteStartObject(field.Name);
            TypeSchemas.Write(
                json,
                field.Type,
                !field.Type.IsNonNull && !type.IsOneOf,
                (named, isNullable) => WriteNamed(json, named, isNullable));
            WriteAnnotations(json, field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, InputValueDefinition field)
    {
        if (field.Description is { } description && field.Type.Named is not ScalarType { Kind: ScalarKind.Custom })
        {
            json.WriteString("description"u8, description);
        }

        if (field.DefaultValue is not null)
        {
            json.WritePropertyName("default"u8);
            json.WriteRawValue(InputCoercion.DefaultJson(field));
        }

        if (field.DeprecationReason is not null)
        {
            json.WriteBoolean("deprecated"u8, true);
        }
    }

    public static void WriteRequired(Utf8JsonWriter json, IEnumerable<string> names)
    {
        var required = names.ToList();
        if (required.Count == 0)
        {
            return;
        }

        json.WriteStartArray("required"u8);
        foreach (var name in required)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
