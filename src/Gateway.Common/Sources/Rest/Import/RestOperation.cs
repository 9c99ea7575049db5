using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>An operation in the words of any OpenAPI version.</summary>
/// <param name="Method">Upper case.</param>
internal sealed record RestOperation(string Method, string Path, ContractNode Node)
{
    public required IReadOnlyList<RestParameter> Parameters { get; init; }

    public required RestBody? Body { get; init; }

    public required RestResult Result { get; init; }

    /// <summary>Of the responses that mean success: Header Objects.</summary>
    public IReadOnlyList<KeyValuePair<string, ContractNode>> ResponseHeaders { get; init; } = [];

    /// <summary>Of the response that means success.</summary>
    public IReadOnlyList<KeyValuePair<string, ContractNode>> Links { get; init; } = [];

    /// <summary>Schemas of the problems that responses other than success answer, with their statuses.</summary>
    public IReadOnlyList<(string Status, ContractNode Schema)> Problems { get; init; } = [];

    public string Place => $"{Method} {Path}";
}

/// <param name="In"><c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</param>
/// <param name="Schema">Of its values.</param>
internal sealed record RestParameter(string Name, string In, ContractNode Node, ContractNode Schema)
{
    public bool IsRequired { get; init; }

    /// <summary>Null where it is the location's default.</summary>
    public string? Style { get; init; }

    /// <summary>Null where it is the style's default.</summary>
    public bool? Explode { get; init; }

    public bool IsReserved { get; init; }

    /// <summary>Set where the value is sent as text of that type.</summary>
    public string? ContentType { get; init; }
}

/// <param name="Schema">Null where the contract says nothing of the body's shape.</param>
internal sealed record RestBody(string ContentType, ContractNode? Schema, bool IsRequired, string? Description)
{
    /// <summary>Of a form: what its encoding says of properties.</summary>
    public IReadOnlyList<RestPart> Parts { get; init; } = [];
}

/// <param name="Name">Of the property.</param>
/// <param name="ContentType">One or several; null where nothing is said.</param>
/// <param name="Headers">Header Objects, resolved.</param>
/// <param name="Node">Where it is said.</param>
internal sealed record RestPart(
    string Name,
    string? ContentType,
    IReadOnlyList<KeyValuePair<string, ContractNode>> Headers,
    ContractNode Node)
{
    /// <summary>Null where nothing is said: a form's own usage.</summary>
    public string? Style { get; init; }

    /// <summary>Null where it is the style's default.</summary>
    public bool? Explode { get; init; }

    public bool IsReserved { get; init; }
}

/// <summary>What success looks like.</summary>
/// <param name="MediaType">Null: no content.</param>
internal sealed record RestResult(string? MediaType, ContractNode? Schema);
