namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Finds what a link's parameter is taken of among the fields of the answer.</summary>
/// <remarks>
/// Shape: an answer's body by its fields, objects within objects too; a header of the answer, an element of a list
/// and an entry of a map by a field that is added for it. What the request gave is taken of the answer where the
/// answer says it again: a parameter where it is the key that the operation looks up by, a property of its body where
/// the answer has the same one at the same place, through objects only, since the lists may differ. A field fits where
/// it has the argument's type.
/// Source: OpenAPI 3.1 §4.8.20.4 Runtime Expressions; RFC 6901 §4.
/// </remarks>
internal sealed class LinkExpressions(ImportSession session)
{
    private readonly LinkPointers _pointers = new(session);

    private const string ResponseBody = "$response.body#/";
    private const string ResponseHeader = "$response.header.";
    private const string RequestBody = "$request.body#/";
    private const string RequestHeader = "$request.header.";

    private static readonly string[] RequestParameters = ["$request.path.", "$request.query."];

    /// <returns>The field as a path, and a field that the type needs for it; null where there is none.</returns>
    public (string[] Path, SdlMember? Added)? Find(
        SdlType type, (RestOperation Operation, SdlMember Field) from, string expression, SdlMember argument)
    {
        if (After(expression, ResponseBody) is { } pointer)
        {
            return PathOf(type, pointer, argument) is { } path ? (path, null)
                : Own(type, _pointers.Element(type, pointer), argument);
        }

        if (After(expression, RequestBody) is { } sent)
        {
            return Body(from.Field) is { } body
                && PathOf(body, sent, argument) is not null
                && PathOf(type, sent, argument) is { } path
                    ? (path, null)
                    : null;
        }

        if (After(expression, ResponseHeader) is { } header)
        {
            return HeaderOf(type, from.Operation, header, argument);
        }

        return Asked(from, expression) is { } asked
            && InferredLookups.FieldOf(type, asked) is { } own
            ? Own(type, own, argument)
            : null;
    }

    public static string WireNameOf(SdlMember member)
    {
        const string Source = "@source(name: \"";
        return member.Directives.Find(static directive => directive.StartsWith(Source, StringComparison.Ordinal))
            is { } directive ? directive[Source.Length..^2] : member.Name;
    }

    private static string? After(string expression, string start) =>
        expression.StartsWith(start, StringComparison.Ordinal) ? expression[start.Length..] : null;

    private SdlType? Body(SdlMember field) => field.Arguments
        .Find(static argument => argument.Directives.Exists(
            static directive => directive.StartsWith("@body", StringComparison.Ordinal)))
        is { } body ? session.Catalog.Find(body.Type.Trim('!')) : null;

    /// <summary>The argument of the operation that an expression names.</summary>
    private static SdlMember? Asked((RestOperation Operation, SdlMember Field) from, string expression)
    {
        if (After(expression, RequestHeader) is { } header)
        {
            return from.Field.Arguments.Find(argument =>
                argument.Directives.Exists(
                    static directive => directive.Contains("in: \"HEADER\"", StringComparison.Ordinal))
                && WireNameOf(argument).Equals(header, StringComparison.OrdinalIgnoreCase));
        }

        var name = RequestParameters.Select(start => After(expression, start))
            .FirstOrDefault(static rest => rest is not null);
        return name is null ? null : from.Field.Arguments.Find(argument => WireNameOf(argument) == name);
    }

    private string[]? PathOf(SdlType type, string pointer, SdlMember argument) =>
        _pointers.Path(type, pointer) is { } found && Fits(found.Field, argument) ? found.Path : null;

    /// <summary>A field of the type itself, which it has or is to get.</summary>
    private static (string[] Path, SdlMember? Added)? Own(SdlType type, SdlMember? field, SdlMember argument) =>
        field is not null && Fits(field, argument)
            ? ([field.Name], type.Members.Contains(field) ? null : field)
            : null;

    /// <summary>The field that is a header of the answer, a new one where the type has none yet.</summary>
    private (string[] Path, SdlMember? Added)? HeaderOf(
        SdlType type, RestOperation operation, string header, SdlMember argument)
    {
        if (header.Length == 0 || !header.All(ArgumentWriter.IsHeaderCharacter))
        {
            return null;
        }

        var directive = $"@header(name: {SdlWriter.Quote(header)})";
        var field = type.Members.Find(member => member.Directives.Exists(
            own => own.Equals(directive, StringComparison.OrdinalIgnoreCase)));
        if (field is not null)
        {
            return Own(type, field, argument);
        }

        var added = Declared(operation, header);
        added.Directives.AddRange([directive, InferredLookups.Mark]);

        // A header's value is read as a scalar; an enum's is none.
        return session.Catalog.Find(added.Type) is null && !type.Members.Exists(member => member.Name == added.Name)
            ? Own(type, added, argument)
            : null;
    }

    private SdlMember Declared(RestOperation operation, string header)
    {
        var name = GraphQLNames.Field(header);
        var (key, found) = operation.ResponseHeaders.FirstOrDefault(
            declared => declared.Key.Equals(header, StringComparison.OrdinalIgnoreCase));
        if (key is null)
        {
            return new SdlMember(name, "String");
        }

        var node = session.Files.Resolve(found);
        var schema = node.Find("schema") ?? node;
        var sdl = session.Outputs.Of(schema, GraphQLNames.Type(name)).Sdl;
        return new SdlMember(name, sdl == NamedScalars.Json ? "String" : sdl)
        {
            Description = node.FindText("description"),
        };
    }

    private static bool Fits(SdlMember field, SdlMember argument) =>
        field.Type.Trim('!') == argument.Type.Trim('!');
}
