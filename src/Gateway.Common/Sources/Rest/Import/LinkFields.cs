using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Writes a response's links as fields of what it answers.</summary>
/// <remarks>
/// Shape: a link to a query whose parameters are taken from the answer becomes a field that makes that call; what it
/// does not give stays an argument. Links that collide with a property, that need what only the request knew, or that
/// would change something are named by a diagnostic.
/// Source: OpenAPI 3.1 §4.8.20 Link.
/// </remarks>
internal sealed class LinkFields(ImportSession session, IReadOnlyList<(RestOperation Operation, SdlMember Field)> all)
{
    private readonly LinkExpressions _expressions = new(session);

    public void Add()
    {
        foreach (var (operation, field) in all)
        {
            foreach (var (name, node) in operation.Links)
            {
                var link = session.Files.Resolve(node);
                if (Write(session.Catalog.Find(field.Type), (operation, field), name, link) is { } problem)
                {
                    session.Log.Warn(
                        ContractCodes.PartIgnored, $"Link \"{name}\" is left out: {problem}.", link, operation.Place);
                }
            }
        }
    }

    /// <returns>Null, or why there is no field.</returns>
    private string? Write(
        SdlType? type, (RestOperation Operation, SdlMember Field) from, string name, ContractNode link)
    {
        if (type is not { Kind: SdlKind.Object })
        {
            return "the answer is no object";
        }

        if (Target(link) is not { Field: { } target } found)
        {
            return "it names no operation of this contract";
        }

        if (found.Operation.Method is not ("GET" or "HEAD"))
        {
            return "it would change something";
        }

        var field = new SdlMember(GraphQLNames.Field(name), target.Type)
        {
            Description = link.FindText("description") ?? target.Description,
        };
        if (type.Members.Exists(member => member.Name == field.Name))
        {
            return "there is a property of that name";
        }

        field.Directives.AddRange(target.Directives.Where(static directive =>
            directive.StartsWith("@rest", StringComparison.Ordinal)
            || directive.StartsWith("@problem", StringComparison.Ordinal)
            || directive.StartsWith("@deprecated", StringComparison.Ordinal)));
        return Fill(type, from, field, target, link);
    }

    private string? Fill(
        SdlType type,
        (RestOperation Operation, SdlMember Field) from,
        SdlMember field,
        SdlMember target,
        ContractNode link)
    {
        var given = link.Map("parameters").ToDictionary(
            static pair => pair.Key.Split('.')[^1], static pair => pair.Value, StringComparer.Ordinal);
        var keys = new List<string[]>();
        var added = new List<SdlMember>();
        foreach (var argument in target.Arguments)
        {
            var copy = new SdlMember(argument.Name, argument.Type)
            {
                Description = argument.Description,
                Default = argument.Default,
            };
            copy.Directives.AddRange(argument.Directives.Where(static directive =>
                !directive.StartsWith("@is", StringComparison.Ordinal)));
            field.Arguments.Add(copy);
            if (given.Remove(LinkExpressions.WireNameOf(argument), out var value))
            {
                if (_expressions.Find(type, from, value.Text, argument) is not { } found)
                {
                    return $"\"{value.Text}\" is no property of the answer that fits";
                }

                copy.Directives.Add($"@require(field: \"{string.Join('.', found.Path)}\")");
                keys.Add(found.Path);
                if (found.Added is { } part && !added.Exists(known => known.Name == part.Name))
                {
                    added.Add(part);
                }
            }
        }

        if (keys.Count == 0 || given.Count > 0)
        {
            return given.Count > 0
                ? $"the operation has no parameter {given.Keys.First()}"
                : "it takes nothing of the answer";
        }

        field.Directives.Add(InferredLookups.Mark);
        type.Members.AddRange([.. added, field]);
        AddKey(type, FieldSetOf(keys, 0));
        return null;
    }

    /// <summary>Paths of fields as one selection: <c>customer { id country } id</c>.</summary>
    private static string FieldSetOf(IEnumerable<string[]> paths, int depth) => string.Join(' ', paths
        .Where(path => path.Length > depth)
        .GroupBy(path => path[depth], StringComparer.Ordinal)
        .Select(group => FieldSetOf(group, depth + 1) is { Length: > 0 } below
            ? $"{group.Key} {{ {below} }}"
            : group.Key));

    /// <summary>The planner enters a type by a key: what the link takes of the answer is one, for the link.</summary>
    private static void AddKey(SdlType type, string fields)
    {
        var key = $"@key(fields: \"{fields}\")";
        foreach (var directive in new[] { key, InferredLookups.Mark })
        {
            if (!type.Directives.Contains(directive))
            {
                type.Directives.Add(directive);
            }
        }
    }

    private (RestOperation Operation, SdlMember Field) Target(ContractNode link)
    {
        if (link.FindText("operationId") is { } id)
        {
            return all.FirstOrDefault(pair => pair.Operation.Node.FindText("operationId") == id);
        }

        return link.FindText("operationRef") is { } reference
            ? all.FirstOrDefault(pair => pair.Operation.Node == session.Files.Follow(link, reference))
            : default;
    }
}
