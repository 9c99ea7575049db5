using System.Text.Json;
using Gateway.Common.Language;

namespace Shop.Reviews;

/// <summary>A request that is checked and ready to run.</summary>
/// <param name="Document">The source that places of errors are found in.</param>
/// <param name="Operation">The one to run.</param>
/// <param name="Fragments">By name.</param>
/// <param name="Variables">Coerced, defaults filled in.</param>
internal sealed record GraphQLRequest(
    DocumentNode Document,
    OperationDefinitionNode Operation,
    IReadOnlyDictionary<string, FragmentDefinitionNode> Fragments,
    IReadOnlyDictionary<string, object?> Variables)
{
    private static readonly ParserOptions Limits = new()
    {
        BytesMax = 256 * 1024,
        TokensMax = 20_000,
        DepthMax = 50,
        DirectivesMax = 500,
        DirectivesPerLocationMax = 4,
    };

    /// <summary>What the call counter calls it: <c>_entities</c>, <c>query</c> or <c>mutation</c>.</summary>
    public string CountedAs
    {
        get
        {
            bool entities = Operation.SelectionSet.Selections
                .Any(selection => selection is FieldNode { Name: var name } && name.Is("_entities"u8));
            return entities ? SubgraphSchema.EntitiesField : Operation.Operation.ToString().ToLowerInvariant();
        }
    }

    /// <summary>Reads <c>query</c>, <c>variables</c> and <c>operationName</c> (GraphQL over HTTP §5.1).</summary>
    /// <exception cref="GraphQLException">The document is not valid, or the variables are not.</exception>
    /// <exception cref="JsonException">The body is not a request.</exception>
    public static GraphQLRequest Read(JsonElement body)
    {
        string text = Text(body, "query") ?? throw new JsonException("'query' is missing.");
        DocumentNode document = Parse(text);
        OperationDefinitionNode operation = Find(document, Text(body, "operationName"));
        var fragments = new Dictionary<string, FragmentDefinitionNode>();
        foreach (FragmentDefinitionNode fragment in document.Definitions.OfType<FragmentDefinitionNode>())
        {
            if (!fragments.TryAdd(fragment.Name.Value, fragment))
                throw GraphQLException.At(document, fragment, $"There are two fragments \"{fragment.Name}\".");
        }

        DocumentCheck.Run(document, operation, fragments);
        body.TryGetProperty("variables", out JsonElement variables);
        return new GraphQLRequest(document, operation, fragments, ReadVariables(operation, variables));
    }

    private static DocumentNode Parse(string text)
    {
        try
        {
            return Parser.Parse(text, Limits);
        }
        catch (SyntaxException error)
        {
            throw new GraphQLException(error.Message, new SourceLocation(error.Line, error.Column));
        }
    }

    private static OperationDefinitionNode Find(DocumentNode document, string? name)
    {
        OperationDefinitionNode[] found =
        [
            .. document.Definitions.OfType<OperationDefinitionNode>()
                .Where(operation => name is null || operation.Name?.Value == name),
        ];
        return found.Length == 1
            ? found[0]
            : throw new GraphQLException("The request must say which operation of the document is meant.");
    }

    private static Dictionary<string, object?> ReadVariables(OperationDefinitionNode operation, JsonElement given)
    {
        var values = InputValues.Of(given) as Dictionary<string, object?> ?? [];
        var variables = new Dictionary<string, object?>();
        foreach (VariableDefinitionNode definition in operation.VariableDefinitions)
        {
            string name = definition.Variable.Name.Value;
            bool isGiven = values.TryGetValue(name, out object? value);
            if (!isGiven && definition.DefaultValue is { } fallback)
            {
                value = InputValues.Of(fallback, variables);
                isGiven = true;
            }

            value = InputValues.Coerce(value, definition.Type, $"Variable \"${name}\"");
            if (isGiven) variables[name] = value;
        }

        return variables;
    }

    private static string? Text(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new JsonException("The body must be an object.");
        if (!body.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new JsonException($"'{name}' must be a string.");
    }
}
