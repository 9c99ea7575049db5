using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Reads the operations of OpenAPI 3.x.</summary>
/// <remarks>Source: OpenAPI 3.1 §4.8.8 Paths, §4.8.10 Operation, §4.8.12 Parameter, §4.8.16 Responses.</remarks>
internal sealed class OperationReader(ContractFiles files, ImportLog log)
{
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options"];

    private readonly SwaggerOperationReader _swagger = new(files);

    public IEnumerable<RestOperation> Read(ContractNode root)
    {
        var isSwagger = root.Find("swagger") is not null;
        foreach (var (written, item) in root.Map("paths"))
        {
            if (written.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }

            var path = Rooted(written, item);
            var resolved = files.Resolve(item);
            foreach (var method in Methods)
            {
                if (resolved.Find(method) is not { } found || files.Resolve(found) is not { IsObject: true } node)
                {
                    continue;
                }

                var shared = resolved.List("parameters").Concat(node.List("parameters"));
                var parameters = shared.Select(files.Resolve).ToArray();
                var name = method.ToUpperInvariant();
                yield return isSwagger
                    ? _swagger.Read(root, name, path, node, Distinct(parameters))
                    : Read(name, path, node, Distinct(parameters));
            }
        }
    }

    /// <summary>A path starts with a slash; one that does not is meant to.</summary>
    private string Rooted(string path, ContractNode item)
    {
        if (path.StartsWith('/'))
        {
            return path;
        }

        log.Warn(
            ContractCodes.SchemaUnsound,
            $"The path \"{path}\" does not start with a slash: one is put before it.",
            item);
        return "/" + path;
    }

    /// <summary>
    /// An operation's parameters count before those of its path. Parameters are told by name and place.
    /// </summary>
    private static List<ContractNode> Distinct(ContractNode[] parameters)
    {
        var kept = new OrderedDictionary<(string?, string?), ContractNode>();
        foreach (var parameter in parameters)
        {
            kept[(parameter.FindText("name"), parameter.FindText("in"))] = parameter;
        }

        return [.. kept.Values];
    }

    private RestOperation Read(string method, string path, ContractNode node, List<ContractNode> parameters) =>
        new(method, path, node)
        {
            Parameters = [.. parameters.Select(ReadParameter).OfType<RestParameter>()],
            Body = ReadBody(node),
            Result = ReadResult(node),
            Problems = [.. ReadProblems(node)],
            Links = [.. SuccessResponses.Of(node, files).SelectMany(static response => response.Map("links"))],
            ResponseHeaders =
                [.. SuccessResponses.Of(node, files).SelectMany(static response => response.Map("headers"))],
        };

    private RestParameter? ReadParameter(ContractNode node)
    {
        if (node.FindText("name") is not { } name || node.FindText("in") is not { } location)
        {
            log.Warn(ContractCodes.PartIgnored, "A parameter needs a name and a place.", node);
            return null;
        }

        var content = node.Map("content");
        var contentType = content.Length > 0 ? content[0].Key : null;
        var schema = contentType is null ? node.Find("schema") : content[0].Value.Find("schema");
        return new RestParameter(name, location, node, schema ?? Anything(node))
        {
            IsRequired = node.Flag("required"),
            Style = node.FindText("style"),
            Explode = node.Find("explode") is { Kind: ContractNodeKind.Boolean } explode ? explode.IsTrue : null,
            IsReserved = node.Flag("allowReserved"),
            ContentType = contentType,
        };
    }

    private RestBody? ReadBody(ContractNode operation)
    {
        if (operation.Find("requestBody") is not { } found)
        {
            return null;
        }

        var body = files.Resolve(found);
        var content = body.Find("content");
        if (content is null
            || MediaTypes.Choose(content.Members.Select(static member => member.Key)) is not { } mediaType)
        {
            return null;
        }

        var media = files.Resolve(content.Find(mediaType)!);
        return new RestBody(mediaType, media.Find("schema"), body.Flag("required"), body.FindText("description"))
        {
            Parts = MediaTypes.IsForm(mediaType) ? ReadParts(media) : [],
        };
    }

    /// <remarks>Source: OpenAPI 3.1 §4.8.15 Encoding Object.</remarks>
    private RestPart[] ReadParts(ContractNode media) =>
    [
        .. media.Map("encoding").Select(part => new RestPart(
            part.Key,
            part.Value.FindText("contentType"),
            [.. part.Value.Map("headers").Select(header =>
                KeyValuePair.Create(header.Key, files.Resolve(header.Value)))],
            part.Value)
        {
            Style = part.Value.FindText("style"),
            Explode = part.Value.Find("explode") is { Kind: ContractNodeKind.Boolean } explode ? explode.IsTrue : null,
            IsReserved = part.Value.Flag("allowReserved"),
        }),
    ];

    private RestResult ReadResult(ContractNode operation)
    {
        foreach (var response in SuccessResponses.Of(operation, files))
        {
            var content = response.Find("content");
            if (content is null
                || MediaTypes.Choose(content.Members.Select(static member => member.Key)) is not { } mediaType)
            {
                continue;
            }

            return new RestResult(mediaType, files.Resolve(content.Find(mediaType)!).Find("schema"));
        }

        return new RestResult(null, null);
    }

    private IEnumerable<(string Status, ContractNode Schema)> ReadProblems(ContractNode operation)
    {
        foreach (var (status, found) in SuccessResponses.Others(operation))
        {
            var problem = files.Resolve(found).Map("content").FirstOrDefault(
                static content => MediaTypes.Bare(content.Key) == MediaTypes.Problem);
            if (problem.Value is { } media && files.Resolve(media).Find("schema") is { } schema)
            {
                yield return (status, schema);
            }
        }
    }

    private static ContractNode Anything(ContractNode at) => ContractNode.Object([], at.Document, at.Line);
}
