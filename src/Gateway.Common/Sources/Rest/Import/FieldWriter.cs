using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Writes an operation as a bound root field.</summary>
/// <remarks>
/// Shape: root fields are nullable, since a call can fail; an operation without content is a Boolean that is true on
/// success.
/// </remarks>
internal sealed class FieldWriter(ImportSession session)
{
    public SdlMember Write(RestOperation operation, string name)
    {
        session.Catalog.Charge(operation.Node);
        var type = GraphQLNames.Type(name);
        var field = new SdlMember(name) { Description = Describe(operation.Node) };
        var arguments = new ArgumentWriter(session, operation, type);
        field.Arguments.AddRange(arguments.Write());
        field.Type = MapResult(operation, type);
        field.Directives.Add(Rest(operation));
        field.Directives.AddRange(ProblemResponses.Directives(session, operation));
        if (operation.Node.Flag("deprecated"))
        {
            field.Directives.Add("@deprecated");
        }

        return field;
    }

    /// <summary>The name that an operation should have, before it is made unique.</summary>
    public static string PreferredName(RestOperation operation)
    {
        if (operation.Node.FindText("operationId") is { Length: > 0 } id)
        {
            return GraphQLNames.Field(id);
        }

        var steps = operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(static step => step.Contains('{', StringComparison.Ordinal) ? "by " + step : step);
        return GraphQLNames.Field(operation.Method.ToLowerInvariant() + " " + string.Join(' ', steps));
    }

    private static string? Describe(ContractNode node)
    {
        var summary = node.FindText("summary")?.Trim();
        var text = node.FindText("description")?.Trim();
        return string.IsNullOrEmpty(summary) ? text
            : string.IsNullOrEmpty(text) || text == summary ? summary
            : $"{summary}\n\n{text}";
    }

    private string MapResult(RestOperation operation, string type)
    {
        var (mediaType, schema) = operation.Result;
        if (mediaType is null || operation.Method == "HEAD")
        {
            return "Boolean";
        }

        if (MediaTypes.IsJson(mediaType))
        {
            return schema is null
                ? session.Catalog.UseScalar(NamedScalars.Json)
                : session.Outputs.Of(schema, type + "Result").Sdl;
        }

        if (schema is not null && session.Merger.Merge(session.Uses.Of(schema).Core).Properties.Count > 0)
        {
            session.Log.Warn(
                ContractCodes.MediaTypeOpaque,
                $"{mediaType} is answered as text: only JSON is read.",
                operation.Node,
                operation.Place);
        }

        return MediaTypes.IsText(mediaType) ? "String" : session.Catalog.UseScalar(NamedScalars.Base64);
    }

    private static string Rest(RestOperation operation)
    {
        var mediaType = operation.Method == "HEAD" ? null : operation.Result.MediaType;
        var produces = mediaType switch
        {
            null => RestDirectives.NoContent,
            MediaTypes.Json or "*/*" => null,
            _ => mediaType,
        };
        var tail = produces is null ? "" : $", produces: {SdlWriter.Quote(produces)}";
        return $"@rest(method: \"{operation.Method}\", path: {SdlWriter.Quote(operation.Path)}{tail})";
    }
}
