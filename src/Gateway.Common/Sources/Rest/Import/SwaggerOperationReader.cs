using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Reads an operation of Swagger 2.0 in the words of OpenAPI 3.</summary>
/// <remarks>
/// Source: OpenAPI 2.0, Parameter Object (a parameter is its own schema, <c>collectionFormat</c>, <c>formData</c>).
/// </remarks>
internal sealed class SwaggerOperationReader(ContractFiles files)
{
    public RestOperation Read(
        ContractNode root, string method, string path, ContractNode node, List<ContractNode> parameters)
    {
        var sent = parameters.Where(static parameter => parameter.FindText("in") is "path" or "query" or "header");
        return new RestOperation(method, path, node)
        {
            Parameters = [.. sent.Select(ReadParameter).OfType<RestParameter>()],
            Body = ReadBody(root, node, parameters),
            Result = ReadResult(root, node),
            Problems = [.. ReadProblems(root, node)],
        };
    }

    private static RestParameter? ReadParameter(ContractNode node)
    {
        if (node.FindText("name") is not { } name)
        {
            return null;
        }

        var isQuery = node.FindText("in") == "query";
        var isArray = node.FindText("type") == "array";
        return new RestParameter(name, node.FindText("in")!, node, node)
        {
            IsRequired = node.Flag("required"),
            Style = isQuery ? StyleOf(node) : null,
            Explode = isQuery && isArray ? IsMulti(node) : null,
        };
    }

    private static bool IsMulti(ContractNode node) => node.FindText("collectionFormat") == "multi";

    private static string? StyleOf(ContractNode node) => node.FindText("collectionFormat") switch
    {
        "ssv" => "spaceDelimited",
        "pipes" => "pipeDelimited",
        "tsv" => "tabDelimited",
        _ => null,
    };

    private static RestBody? ReadBody(ContractNode root, ContractNode operation, List<ContractNode> parameters)
    {
        var consumes = Types(root, operation, "consumes");
        if (parameters.Find(static parameter => parameter.FindText("in") == "body") is { } body)
        {
            var mediaType = MediaTypes.Choose(consumes) ?? MediaTypes.Json;
            return new RestBody(mediaType, body.Find("schema"), body.Flag("required"), body.FindText("description"));
        }

        var fields = parameters.Where(static parameter => parameter.FindText("in") == "formData").ToArray();
        if (fields.Length == 0)
        {
            return null;
        }

        var hasFile = Array.Exists(fields, static field => field.FindText("type") == "file");
        var isMultipart = hasFile || consumes.Any(static type => MediaTypes.Bare(type) == MediaTypes.Multipart);
        var required = Array.Exists(fields, static field => field.Flag("required"));
        return new RestBody(
            isMultipart ? MediaTypes.Multipart : MediaTypes.Form, FormSchema(operation, fields), required, null)
        {
            Parts = isMultipart
                ? []
                : [.. fields.Where(static field => field.FindText("type") == "array").Select(Part)],
        };
    }

    /// <summary>Lists are one value with commas where nothing else is said.</summary>
    private static RestPart Part(ContractNode field) =>
        new(field.FindText("name") ?? "", null, [], field)
        {
            Style = StyleOf(field) ?? "form",
            Explode = IsMulti(field),
        };

    private static ContractNode FormSchema(ContractNode operation, ContractNode[] fields)
    {
        var at = (operation.Document, operation.Line);
        var properties = fields
            .Select(
                static field => new KeyValuePair<string, ContractNode>(field.FindText("name") ?? "", field)).ToArray();
        var required = fields.Where(
            static field => field.Flag("required")).Select(static field => field.Find("name")!).ToArray();
        return ContractNode.Object(
            [
                new("type", ContractNode.Scalar(ContractNodeKind.String, "object", at.Document, at.Line)),
                new("properties", ContractNode.Object(properties, at.Document, at.Line)),
                new("required", ContractNode.Array(required, at.Document, at.Line)),
            ],
            at.Document,
            at.Line);
    }

    private RestResult ReadResult(ContractNode root, ContractNode operation)
    {
        foreach (var response in SuccessResponses.Of(operation, files))
        {
            if (response.Find("schema") is { } schema)
            {
                var isFile = files.Resolve(schema).FindText("type") == "file";
                var produces = Types(root, operation, "produces");
                var mediaType = isFile
                    ? Array.Find(produces, static type => !MediaTypes.IsJson(type)) ?? "application/octet-stream"
                    : MediaTypes.Choose(produces);
                return new RestResult(mediaType ?? MediaTypes.Json, schema);
            }
        }

        return new RestResult(null, null);
    }

    private IEnumerable<(string Status, ContractNode Schema)> ReadProblems(ContractNode root, ContractNode operation)
    {
        var isProblem = Types(root, operation, "produces").Any(
            static type => MediaTypes.Bare(type) == MediaTypes.Problem);
        foreach (var (status, found) in isProblem ? SuccessResponses.Others(operation) : [])
        {
            if (files.Resolve(found).Find("schema") is { } schema)
            {
                yield return (status, schema);
            }
        }
    }

    private static string[] Types(ContractNode root, ContractNode operation, string keyword) =>
        [.. (operation.Find(keyword) ?? root.Find(keyword))?.Items.Select(static item => item.Text) ?? []];
}
