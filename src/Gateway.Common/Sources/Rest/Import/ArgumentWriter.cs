using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>
/// Writes an operation's parameters and body as arguments, required ones as the contract orders them.
/// </summary>
internal sealed class ArgumentWriter(ImportSession session, RestOperation operation, string typeName)
{
    /// <summary>
    /// Headers that are not an argument: OpenAPI says so of the first three (§4.8.12.1); the others are the
    /// transport's, and
    /// conditions on what a caller has are the gateway's cache's.
    /// </summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Content-Type", "Authorization",
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Cookie", "Accept-Encoding", "TE", "Upgrade",
        "If-None-Match", "If-Modified-Since",
    };

    /// <summary>OpenAPI's, and tabs of Swagger 2.0.</summary>
    private static readonly string[] Styles =
        ["form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject"];

    private readonly NameScope _names = new();

    public IEnumerable<SdlMember> Write()
    {
        var template = PathParameters.Of(operation.Path);
        foreach (var parameter in operation.Parameters)
        {
            if (IsSent(parameter, template))
            {
                yield return WriteParameter(parameter, template);
            }
        }

        foreach (var name in template.Where(name => !IsDeclared(name)))
        {
            session.Log.Warn(
                ContractCodes.SchemaUnsound,
                $"The path names {{{name}}}, which is not declared.",
                operation.Node,
                operation.Place);
            yield return Named(name, "String!");
        }

        if (operation.Body is { } body)
        {
            var argument = WriteBody(body);
            var parts = new PartWriter(session, operation, _names, argument);
            var headers = body.Parts.SelectMany(parts.Write).ToArray();
            yield return argument;
            foreach (var header in headers)
            {
                yield return header;
            }
        }
    }

    private bool IsDeclared(string name) =>
        operation.Parameters.Any(parameter => parameter.In == "path" && parameter.Name == name);

    private bool IsSent(RestParameter parameter, IReadOnlyList<string> template)
    {
        var isKnown = parameter.In switch
        {
            "path" => template.Contains(parameter.Name),
            "header" => !OwnHeaders.Contains(parameter.Name) && parameter.Name.All(IsHeaderCharacter),
            "query" or "cookie" => true,
            _ => false,
        };
        if (!isKnown && !(parameter.In == "header" && !parameter.IsRequired))
        {
            session.Log.Warn(
                ContractCodes.PartIgnored,
                $"Parameter \"{parameter.Name}\" in {parameter.In} is left out.",
                parameter.Node,
                operation.Place);
        }

        return isKnown;
    }

    public static bool IsHeaderCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);

    private SdlMember WriteParameter(RestParameter parameter, IReadOnlyList<string> template)
    {
        session.Catalog.Charge(parameter.Node);
        var mapped = session.Inputs.Of(parameter.Schema, typeName + GraphQLNames.Type(parameter.Name));
        var argument = Named(parameter.Name, mapped.Sdl);
        argument.Description = parameter.Node.FindText("description") ?? mapped.Use.Description;
        if (parameter.IsRequired || parameter.In == "path")
        {
            argument.Type += "!";
        }
        else if (parameter.In == "query" && mapped.Use.Default is { } value)
        {
            argument.Default = Defaults.Write(value, mapped.Sdl, session.Enums);
        }

        if (Param(parameter, template) is { } directive)
        {
            argument.Directives.Add(directive);
        }

        if ((parameter.Node.Flag("deprecated") || mapped.Use.IsDeprecated) && !argument.Type.EndsWith('!'))
        {
            argument.Directives.Add("@deprecated");
        }

        return argument;
    }

    private string? StyleOf(RestParameter parameter)
    {
        if (parameter.Style is not { } style || Styles.Contains(style))
        {
            return parameter.Style;
        }

        session.Log.Warn(
            ContractCodes.SchemaUnsound,
            $"Style \"{style}\" of parameter \"{parameter.Name}\" is none: the usual one is taken.",
            parameter.Node,
            operation.Place);
        return null;
    }

    private string? Param(RestParameter parameter, IReadOnlyList<string> template)
    {
        var parts = new List<string>();
        if (parameter.In is not ("query" or "path") || (parameter.In == "query" && template.Contains(parameter.Name)))
        {
            parts.Add($"in: \"{parameter.In.ToUpperInvariant()}\"");
        }

        var defaultStyle = parameter.In is "path" or "header" ? "simple" : "form";
        var style = StyleOf(parameter) ?? defaultStyle;
        if (style != defaultStyle)
        {
            parts.Add($"style: {SdlWriter.Quote(style)}");
        }

        if (parameter.Explode is { } explode && explode != (style == "form") && style != "deepObject")
        {
            parts.Add($"explode: {(explode ? "true" : "false")}");
        }

        if (parameter.IsReserved)
        {
            parts.Add("reserved: true");
        }

        if (parameter.ContentType is { } contentType)
        {
            parts.Add($"contentType: {SdlWriter.Quote(contentType)}");
        }

        return parts.Count == 0 ? null : $"@param({string.Join(", ", parts)})";
    }

    private SdlMember WriteBody(RestBody body)
    {
        var argument = new SdlMember(_names.Take("input"), MapBody(body)) { Description = body.Description };
        if (body.IsRequired)
        {
            argument.Type += "!";
        }

        var contentType = body.ContentType is MediaTypes.Json or "*/*" or "application/*"
            ? ""
            : $"(contentType: {SdlWriter.Quote(body.ContentType)})";
        argument.Directives.Add("@body" + contentType);
        return argument;
    }

    private string MapBody(RestBody body)
    {
        var bare = MediaTypes.Bare(body.ContentType);
        if (MediaTypes.IsJson(bare) || bare is MediaTypes.Form or MediaTypes.Multipart)
        {
            return body.Schema is null
                ? session.Catalog.UseScalar(NamedScalars.Json)
                : (bare == MediaTypes.Multipart ? session.FormInputs : session.Inputs).Of(body.Schema, typeName).Sdl;
        }

        return MediaTypes.IsText(bare) ? "String" : session.Catalog.UseScalar(UploadScalar.Name);
    }

    private SdlMember Named(string wireName, string type)
    {
        var name = GraphQLNames.Field(wireName);
        var argument = new SdlMember(_names.Take(name), type);
        if (argument.Name != wireName)
        {
            argument.Directives.Add($"@source(name: {SdlWriter.Quote(wireName)})");
        }

        return argument;
    }
}
