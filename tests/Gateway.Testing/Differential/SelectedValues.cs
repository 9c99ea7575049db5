using System.Text.Json.Nodes;
using Gateway.Common.Composition;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>Evaluates field selection maps on the data itself.</summary>
/// <param name="schema">The supergraph's.</param>
/// <param name="resolve">Gives the values of fields.</param>
internal sealed class SelectedValues(GraphQLSchema schema, MemoryResolver resolve)
{
    /// <summary>The value, and whether one of the alternatives fits the object's type.</summary>
    public bool TryFind(DataObject parent, SelectedValue value, SchemaType? input, out JsonNode? found)
    {
        foreach (var entry in value.Alternatives)
        {
            if (TryFind(parent, entry, input, out found) && (found is not null || value.Alternatives.Count == 1))
            {
                return true;
            }
        }

        found = null;
        return false;
    }

    private bool TryFind(DataObject parent, SelectedEntry entry, SchemaType? input, out JsonNode? found)
    {
        found = null;
        if (entry.Path is not { } path)
        {
            found = Object(parent, entry.Object!, input);
            return true;
        }

        return (path.OnType is null || Is(parent, path.OnType)) && TryFollow(parent, path, 0, entry, input, out found);
    }

    private bool TryFollow(
        DataObject parent, SelectedPath path, int index, SelectedEntry entry, SchemaType? input, out JsonNode? found)
    {
        found = null;
        var segment = path.Segments[index];
        var field = ((ComplexType)schema.FindType(parent.Type)!).Fields.Find(segment.Field)!;
        var value = resolve(parent, field, InputValues.None.Arguments(field.Arguments, segment.Arguments));
        if (index == path.Segments.Count - 1)
        {
            found = Last(value, entry, input);
            return true;
        }

        return value is not DataObject below
            || ((segment.OnType is null || Is(below, segment.OnType))
                && TryFollow(below, path, index + 1, entry, input, out found));
    }

    private JsonNode? Last(object? value, SelectedEntry entry, SchemaType? input) => value switch
    {
        IReadOnlyList<object?> list => List(list, entry.List!, input),
        DataObject below => Object(below, entry.Object!, input),
        _ => ((JsonNode?)value)?.DeepClone(),
    };

    private JsonArray? List(IReadOnlyList<object?> values, SelectedList list, SchemaType? input)
    {
        var element = (input?.Nullable as ListType)?.ElementType;
        var result = new JsonArray();
        foreach (var value in values)
        {
            JsonNode? found = null;
            if (value is IReadOnlyList<object?> nested)
            {
                found = List(nested, list.Nested!, element);
            }
            else if (value is DataObject below)
            {
                TryFind(below, list.Value!, element, out found);
            }
            else
            {
                found = ((JsonNode?)value)?.DeepClone();
            }

            if (found is null && element?.IsNonNull == true)
            {
                return null;
            }

            result.Add(found);
        }

        return result;
    }

    /// <summary>Null where a member that may not be null is.</summary>
    private JsonObject? Object(DataObject parent, SelectedObject fields, SchemaType? input)
    {
        var target = input?.Nullable as InputObjectType;
        var result = new JsonObject();
        foreach (var field in fields.Fields)
        {
            var own = target?.Fields.Find(field.Name);
            TryFind(parent, field.Value, own?.Type, out var value);
            if (value is null && (own?.Type.IsNonNull == true || target?.IsOneOf == true))
            {
                return null;
            }

            result.Add(field.Name, value);
        }

        return result;
    }

    private bool Is(DataObject value, string type) =>
        GraphQLSchema.IsSubtype(schema.FindType(value.Type)!, schema.FindType(type)!);
}
