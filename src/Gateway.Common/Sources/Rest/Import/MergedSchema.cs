using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>A schema with its <c>allOf</c> merged in.</summary>
internal sealed class MergedSchema
{
    public JsonTypes Types { get; set; }

    public string? Format { get; set; }

    public string? MediaType { get; set; }

    /// <summary>How text spells bytes: <c>base64</c>.</summary>
    public string? Encoding { get; set; }

    public string? Description { get; set; }

    public OrderedDictionary<string, ContractNode> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>Schema of all other properties; null where nothing is said of them or they are not allowed.</summary>
    public ContractNode? Additional { get; set; }

    /// <summary>Whether no other property may be there.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Properties that are there under a condition, with all that they then can be.</summary>
    public OrderedDictionary<string, List<ContractNode>> Conditional { get; } = new(StringComparer.Ordinal);

    public ContractNode? Items { get; set; }

    /// <summary>The members of <c>oneOf</c> or <c>anyOf</c>, null left out.</summary>
    public IReadOnlyList<ContractNode> Alternatives { get; set; } = [];

    public ContractNode? Discriminator { get; set; }

    /// <summary>The only values, null left out; null where any will do.</summary>
    public IReadOnlyList<ContractNode>? Enum { get; set; }

    /// <summary>The schema that has the values, for the names that extensions give them.</summary>
    public ContractNode? EnumNode { get; set; }

    public ContractNode? Minimum { get; set; }

    public ContractNode? Maximum { get; set; }

    /// <summary>Whether it says anything of values at all.</summary>
    public bool IsAnything =>
        Types == JsonTypes.None && Properties.Count == 0 && Items is null && Additional is null && Enum is null
        && Alternatives.Count == 0;

    public bool IsObject =>
        Types == JsonTypes.Object || (Types == JsonTypes.None && (Properties.Count > 0 || Additional is not null));
}
