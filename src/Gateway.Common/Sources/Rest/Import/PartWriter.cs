using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Writes what a contract says of the parts of a form.</summary>
/// <remarks>
/// Shape: the types of a part's content and header fields with one possible value stand in <c>@part</c>; other header
/// fields are arguments of their own. A style says more than a content type; in a multipart body one is known from
/// OpenAPI 3.1 on.
/// Source: OpenAPI 3.1 §4.8.15 Encoding Object.
/// </remarks>
internal sealed class PartWriter(ImportSession session, RestOperation operation, NameScope names, SdlMember body)
{
    /// <summary>What the body itself writes, or its framing.</summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "Content-Disposition", "Content-Length", "Content-Transfer-Encoding", "Transfer-Encoding",
    };

    /// <summary>Those of a query; tabs are Swagger 2.0's.</summary>
    private static readonly string[] Styles =
        ["form", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject"];

    private bool KnowsStyles =>
        session.Files.Main.Root.FindText("openapi")?.StartsWith("3.0", StringComparison.Ordinal) == false;

    /// <returns>Arguments for header fields; the rest goes to the body's own.</returns>
    public List<SdlMember> Write(RestPart part)
    {
        if (MediaTypes.Bare(operation.Body!.ContentType) == MediaTypes.Form)
        {
            Add(part, UrlEncoded(part));
            return [];
        }

        var isStyled = part.Style is not null || part.Explode is not null;
        if (isStyled && !KnowsStyles)
        {
            session.Log.Warn(
                ContractCodes.PartIgnored,
                $"The style of part \"{part.Name}\" is left out: before OpenAPI 3.1 a multipart body has none.",
                part.Node,
                operation.Place);
            isStyled = false;
        }

        var arguments = new List<SdlMember>();
        var headers = new List<string>();
        foreach (var (name, node) in part.Headers)
        {
            if (OwnHeaders.Contains(name) || !name.All(ArgumentWriter.IsHeaderCharacter))
            {
                session.Log.Warn(
                    ContractCodes.PartIgnored, $"Header \"{name}\" of part \"{part.Name}\" is left out.", node,
                    operation.Place);
            }
            else if (FixedValueOf(node) is { } value)
            {
                headers.Add(SdlWriter.Quote($"{name}: {value}"));
            }
            else
            {
                arguments.Add(Argument(part, name, node));
            }
        }

        var words = isStyled ? StyleOf(part) : [];
        if (words.Count == 0 && part.ContentType is { } type)
        {
            words.Add($"contentType: {SdlWriter.Quote(type)}");
        }

        if (headers.Count > 0)
        {
            words.Add($"headers: [{string.Join(", ", headers)}]");
        }

        Add(part, words);
        return arguments;
    }

    private void Add(RestPart part, List<string> words)
    {
        if (words.Count > 0)
        {
            body.Directives.Add($"@part(name: {SdlWriter.Quote(part.Name)}, {string.Join(", ", words)})");
        }
    }

    /// <summary>Of a form-urlencoded body.</summary>
    private List<string> UrlEncoded(RestPart part) =>
        part is { Style: null, Explode: null, IsReserved: false, ContentType: { } type } && MediaTypes.IsJson(type)
            ? [$"contentType: {SdlWriter.Quote(type)}"]
            : StyleOf(part);

    private List<string> StyleOf(RestPart part)
    {
        var words = new List<string>();
        if (part.Style is { } style && !Styles.Contains(style))
        {
            session.Log.Warn(
                ContractCodes.PartIgnored, $"Style \"{style}\" of part \"{part.Name}\" is no form's.", part.Node,
                operation.Place);
        }
        else if (part.Style is not null || part.Explode is not null || part.IsReserved)
        {
            words.Add($"style: {SdlWriter.Quote(part.Style ?? "form")}");
            if (part.Explode is { } explode && explode != (part.Style is null or "form" or "deepObject"))
            {
                words.Add($"explode: {(explode ? "true" : "false")}");
            }

            if (part.IsReserved)
            {
                words.Add("reserved: true");
            }
        }

        return words;
    }

    private static string? FixedValueOf(ContractNode header)
    {
        var schema = header.Find("schema");
        var value = schema?.Find("const") ?? (schema?.List("enum") is [var only] ? only : schema?.Find("default"));
        return value is { IsObject: false, Text: { } text } && !text.Any(char.IsControl) ? text : null;
    }

    private SdlMember Argument(RestPart part, string name, ContractNode node)
    {
        session.Catalog.Charge(node);
        var type = node.Find("schema") is { } schema
            ? session.Inputs.Of(schema, GraphQLNames.Type(name)).Sdl
            : "String";
        return new SdlMember(
            names.Take(GraphQLNames.Field($"{part.Name} {name}")), node.Flag("required") ? $"{type}!" : type)
        {
            Description = node.FindText("description"),
            Directives =
            {
                $"@partHeader(part: {SdlWriter.Quote(part.Name)}, name: {SdlWriter.Quote(name)})",
            },
        };
    }
}
