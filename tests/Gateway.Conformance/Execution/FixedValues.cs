using System.Text.Json;
using Gateway.Common.Schema;
using Gateway.Common.Sources.Local;

namespace Gateway.Conformance.Execution;

/// <summary>The values that the recorded answers were made of: each type has one.</summary>
/// <param name="queryName">What the query type is called in the whole; null where the source's name stays.</param>
internal sealed class FixedValues(string? queryName = null)
{
    private const int ListLength = 2;

    public void Write(
        GraphQLSchema schema, FieldDefinition field, LocalCall call, Utf8JsonWriter output) =>
        Write(schema, field.Type, call.Selection, output);

    private void Write(GraphQLSchema schema, SchemaType type, LocalSelection? selection, Utf8JsonWriter output)
    {
        switch (type.Nullable)
        {
            case ListType list:
                output.WriteStartArray();
                for (var index = 0; index < ListLength; index++)
                {
                    Write(schema, list.ElementType, selection, output);
                }

                output.WriteEndArray();
                break;
            case NamedType { IsComposite: true } composite:
                WriteObject(schema, Choose(schema, composite), selection!, output);
                break;
            case EnumType @enum:
                output.WriteStringValue(@enum.Values[0].Name);
                break;
            default:
                WriteScalar((ScalarType)type.Nullable, output);
                break;
        }
    }

    private void WriteObject(GraphQLSchema schema, ObjectType type, LocalSelection selection, Utf8JsonWriter output)
    {
        var name = type == schema.QueryType ? queryName ?? type.Name : type.Name;
        output.WriteStartObject();
        if (selection.IsAbstract)
        {
            output.WriteString("__typename", name);
        }

        foreach (var field in selection.Fields.Where(field => field.AppliesTo(name)))
        {
            output.WritePropertyName(field.ResponseName);
            Write(schema, type.Fields.Find(field.Name)!.Type, field.Selection, output);
        }

        output.WriteEndObject();
    }

    /// <summary>Of a union its first member, of an interface its last object, by their names' code units.</summary>
    private static ObjectType Choose(GraphQLSchema schema, NamedType type)
    {
        var possible = schema.PossibleTypes(type).ToArray().OrderBy(member => member.Name, StringComparer.Ordinal);
        return type is InterfaceType ? possible.Last() : possible.First();
    }

    private static void WriteScalar(ScalarType type, Utf8JsonWriter output)
    {
        switch (type.Kind)
        {
            case ScalarKind.Int:
                output.WriteNumberValue(2);
                break;
            case ScalarKind.Float:
                output.WriteNumberValue(3.14);
                break;
            case ScalarKind.Boolean:
                output.WriteBooleanValue(true);
                break;
            default:
                output.WriteStringValue(type.Kind == ScalarKind.ID ? "id" : "str");
                break;
        }
    }
}
