using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Writes a response's links as fields of what it answers.</summary>
/// <remarks>
/// Shape: a link to a query whose parameters are taken from the answer becomes a field that makes that call; what it
/// does not give stays an argument. What the request gave is taken of the answer where the answer says it again: where
/// it is the key that the operation looks up by. Links that collide with a property, that need what only the request
/// knew, or that would change something are named by a diagnostic.
/// Source: OpenAPI 3.1 §4.8.20 Link, §4.8.20.4 Runtime Expressions.
/// </remarks>
internal sealed class LinkFields(ImportSession session, IReadOnlyList<(RestOperation Operation, SdlMember Field)> all)
{
    private const string FromBody = "$response.body#/";

    private static readonly string[] FromRequest = ["$request.path.", "$request.query."];

    public void Add()
    {
        foreach (var (operation, field) in all)
        {
            foreach (var (name, node) in operation.Links)
            {
                var link = session.Files.Resolve(node);
                if (Write(session.Catalog.Find(field.Type), field, name, link) is { } problem)
                {
                    session.Log.Warn(
                        ContractCodes.PartIgnored, $"Link \"{name}\" is left out: {problem}.", link, operation.Place);
                }
            }
        }
    }

    /// <returns>Null, or why there is no field.</returns>
    private string? Write(SdlType? type, SdlMember from, string name, ContractNode link)
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
            || directive.StartsWith("@deprecated", StringComparison.Ordinal)));
        return Fill(type, from, field, target, link);
    }

    private string? Fill(SdlType type, SdlMember from, SdlMember field, SdlMember target, ContractNode link)
    {
        var given = link.Map("parameters").ToDictionary(
            static pair => pair.Key.Split('.')[^1], static pair => pair.Value, StringComparer.Ordinal);
        var keys = new List<string[]>();
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
            if (given.Remove(WireNameOf(argument), out var value))
            {
                if (Source(type, from, value.Text, argument) is not { } key)
                {
                    return $"\"{value.Text}\" is no property of the answer that fits";
                }

                copy.Directives.Add($"@require(field: \"{string.Join('.', key)}\")");
                keys.Add(key);
            }
        }

        if (keys.Count == 0 || given.Count > 0)
        {
            return given.Count > 0
                ? $"the operation has no parameter {given.Keys.First()}"
                : "it takes nothing of the answer";
        }

        field.Directives.Add(InferredLookups.Mark);
        type.Members.Add(field);
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

    /// <summary>The field of the answer that an expression names, where it fits the argument, as a path.</summary>
    private string[]? Source(SdlType type, SdlMember from, string expression, SdlMember argument)
    {
        if (expression.StartsWith(FromBody, StringComparison.Ordinal))
        {
            return PathOf(type, expression[FromBody.Length..].Split('/'), argument);
        }

        var start = Array.Find(FromRequest, start => expression.StartsWith(start, StringComparison.Ordinal));
        var asked = start is null ? null : from.Arguments.Find(one => WireNameOf(one) == expression[start.Length..]);
        return asked is not null && InferredLookups.FieldOf(type, asked) is { } own && Fits(own, argument)
            ? [own.Name]
            : null;
    }

    /// <summary>Follows a JSON pointer through objects. Source: RFC 6901 §4.</summary>
    private string[]? PathOf(SdlType type, string[] pointer, SdlMember argument)
    {
        var path = new List<string>();
        var at = type;
        foreach (var step in pointer)
        {
            var property = step
                .Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            if (at?.Members.Find(candidate => WireNameOf(candidate) == property) is not { Arguments.Count: 0 } member)
            {
                return null;
            }

            path.Add(member.Name);
            if (path.Count == pointer.Length)
            {
                return Fits(member, argument) ? [.. path] : null;
            }

            at = session.Catalog.Find(member.Type.Trim('!')) is { Kind: SdlKind.Object } below ? below : null;
        }

        return null;
    }

    private static bool Fits(SdlMember field, SdlMember argument) =>
        field.Type.Trim('!') == argument.Type.Trim('!');

    private static string WireNameOf(SdlMember member)
    {
        const string Source = "@source(name: \"";
        return member.Directives.Find(static directive => directive.StartsWith(Source, StringComparison.Ordinal))
            is { } directive ? directive[Source.Length..^2] : member.Name;
    }
}
