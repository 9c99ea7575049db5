using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>Schemas of answers, made of what the operation selects.</summary>
/// <remarks>Enums are references; objects stand where they are used, since each holds only what was selected.</remarks>
internal sealed class AnswerSchemas(Utf8JsonWriter json, GraphQLTypes types, InputSchemas named)
{
    /// <summary>The component's name; a dot cannot be in a type's name, so none is hidden.</summary>
    public static string NameOf(RestEndpoint endpoint) => $"{endpoint.Name}.Answer";

    public static void Write(Utf8JsonWriter json, RestEndpoint endpoint, InputSchemas named)
    {
        var types = new GraphQLTypes(endpoint.Schema, endpoint.Document);
        json.WriteStartObject(NameOf(endpoint));
        IReadOnlyList<SelectionSetNode> selections = endpoint.Root.SelectionSet is { } set ? [set] : [];
        new AnswerSchemas(json, types, named).WriteMembers(endpoint.RootDefinition.Type, isNullable: false, selections);
        json.WriteEndObject();
    }

    private void WriteMembers(SchemaType type, bool isNullable, IReadOnlyList<SelectionSetNode> selections) =>
        TypeSchemas.Write(json, type, isNullable, (leaf, mayBeNull) => WriteNamed(leaf, mayBeNull, selections));

    private void WriteNamed(NamedType type, bool isNullable, IReadOnlyList<SelectionSetNode> selections)
    {
        if (type.IsLeaf)
        {
            named.WriteNamed(json, type, isNullable);
            return;
        }

        var possible = types.PossibleTypes(type);
        if (possible is [var only])
        {
            WriteObject(only, isNullable, selections);
            return;
        }

        json.WriteStartArray("anyOf"u8);
        foreach (var one in possible)
        {
            json.WriteStartObject();
            WriteObject(one, isNullable: false, selections);
            json.WriteEndObject();
        }

        if (isNullable)
        {
            TypeSchemas.WriteNullSchema(json);
        }

        json.WriteEndArray();
    }

    private void WriteObject(ObjectType type, bool isNullable, IReadOnlyList<SelectionSetNode> selections)
    {
        var fields = SelectedFields.Of(types, type, selections);
        json.WriteString("title"u8, type.Name);
        TypeSchemas.WriteType(json, "object", isNullable);
        if (type.Description is { } description)
        {
            json.WriteString("description"u8, description);
        }

        InputSchemas.WriteRequired(json, fields.Where(field => !field.IsConditional).Select(field => field.Name));
        json.WriteStartObject("properties"u8);
        foreach (var field in fields)
        {
            json.WriteStartObject(field.Name);
            WriteField(type, field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteField(ObjectType parent, SelectedField field)
    {
        if (field.Definition is not { } definition)
        {
            json.WriteString("const"u8, parent.Name);
            return;
        }

        WriteMembers(definition.Type, !definition.Type.IsNonNull, field.Selections);

        // An object says what it is itself; a key may not stand twice.
        if (definition.Description is { } description
            && (definition.Type.IsList || !HasDescription(definition.Type.Named)))
        {
            json.WriteString("description"u8, description);
        }

        if (definition.DeprecationReason is not null)
        {
            json.WriteBoolean("deprecated"u8, true);
        }
    }

    private bool HasDescription(NamedType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Custom } or ObjectType => type.Description is not null,
        EnumType => false,
        _ => types.PossibleTypes(type) is [{ Description: not null }],
    };
}
