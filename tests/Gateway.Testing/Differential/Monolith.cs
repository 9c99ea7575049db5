using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>One server that holds all data and has the API's schema.</summary>
internal sealed class Monolith(Universe universe)
{
    private readonly RootLookups _lookups = new(universe);

    public MemoryAnswer Execute(DocumentNode document, JsonElement variables)
    {
        Universe.Start();
        return new MemoryExecutor(universe.Supergraph.ApiSchema, Resolve).Execute(document, variables);
    }

    /// <summary>What a selection of a directive gives of an object; null where something below it failed.</summary>
    public JsonObject? Select(DataObject parent, SelectionSetNode selection)
    {
        var answer = new MemoryExecutor(universe.Supergraph.Schema, Resolve)
            .Execute((ObjectType)universe.Supergraph.Schema.FindType(parent.Type)!, parent, selection);
        return answer.Errors.Count == 0 ? answer.Data : null;
    }

    /// <summary>What a field selection map gives of an object.</summary>
    public JsonNode? Select(DataObject parent, SelectedValue map, SchemaType input)
    {
        new SelectedValues(universe.Supergraph.Schema, Resolve).TryFind(parent, map, input, out var value);
        return value;
    }

    private object? Resolve(DataObject parent, FieldDefinition field, JsonObject arguments) =>
        Below(parent, Find(parent, field, arguments));

    private static object? Below(DataObject parent, object? value) => value switch
    {
        DataObject found => found with { Above = parent },
        IReadOnlyList<object?> list => list.Select(element => Below(parent, element)).ToList(),
        _ => value,
    };

    private object? Find(DataObject parent, FieldDefinition field, JsonObject arguments)
    {
        if (parent.Type == nameof(OperationType.Query) && _lookups.TryFind(field.Name, arguments, out var found))
        {
            return found;
        }

        var facts = universe.Facts(parent.Type, field.Name);
        var required = facts.Requiring?.Requires is { } requires ? CanonicalJson.Of(Needed(parent, requires)) : "";
        foreach (var argument in facts.Requiring?.RequiredArguments ?? [])
        {
            Needed(parent, argument.Selection);
            var value = Select(parent, argument.Map, argument.Definition.Type);
            if (value is null && argument.Definition.Type.IsNonNull)
            {
                return null;
            }

            arguments[argument.Definition.Name] = value;
        }

        foreach (var argument in facts.Requiring?.ContextArguments ?? [])
        {
            var value = Taken(parent, argument);
            if (value is null && argument.Definition.Type.IsNonNull)
            {
                return null;
            }

            arguments[argument.Definition.Name] = value;
        }

        return universe.Resolve(parent, field.Name, arguments, required);
    }

    /// <summary>Of the nearest object above that sets the context; null where none does.</summary>
    private JsonNode? Taken(DataObject parent, ContextArgument argument)
    {
        for (var above = parent.Above; above is not null; above = above.Above)
        {
            var type = (ObjectType)universe.Supergraph.Schema.FindType(above.Type)!;
            if (argument.SelectionOf(type) is { } selection)
            {
                return Only(Needed(above, selection));
            }
        }

        return null;
    }

    /// <summary>The value that a selection of one field at each step leads to.</summary>
    private static JsonNode? Only(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => null,
        JsonObject members => Only(members.Single().Value),
        JsonArray list => new JsonArray([.. list.Select(Only)]),
        _ => node?.DeepClone(),
    };

    private JsonObject Needed(DataObject parent, FieldSet set) =>
        Select(parent, set.Selection) ?? throw new FieldFailure();
}
