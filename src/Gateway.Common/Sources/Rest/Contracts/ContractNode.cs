using System.Diagnostics.CodeAnalysis;

namespace Gateway.Common.Sources.Rest.Contracts;

internal enum ContractNodeKind : byte
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A value of a contract, JSON or YAML, that knows where it stands.</summary>
/// <remarks>Shape: immutable once read; compared by reference. Numbers keep their digits.</remarks>
internal sealed class ContractNode
{
    /// <summary>Objects with more members are looked up by hash.</summary>
    private const int LinearMembersMax = 8;

    private readonly Dictionary<string, ContractNode>? _byName;

    private ContractNode(ContractNodeKind kind, ContractDocument document, int line)
    {
        Kind = kind;
        Document = document;
        Line = line;
    }

    private ContractNode(IReadOnlyList<KeyValuePair<string, ContractNode>> members, ContractDocument document, int line)
        : this(ContractNodeKind.Object, document, line)
    {
        Members = members;
        if (members.Count <= LinearMembersMax)
        {
            return;
        }

        _byName = new Dictionary<string, ContractNode>(members.Count, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            _byName.TryAdd(name, value);
        }
    }

    public ContractNodeKind Kind { get; }

    public ContractDocument Document { get; }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>Of a string its meaning; of a number or Boolean what was written.</summary>
    public string Text { get; private init; } = "";

    public IReadOnlyList<ContractNode> Items { get; private init; } = [];

    public IReadOnlyList<KeyValuePair<string, ContractNode>> Members { get; } = [];

    public static ContractNode Scalar(ContractNodeKind kind, string text, ContractDocument document, int line) =>
        new(kind, document, line) { Text = text };

    public static ContractNode Array(IReadOnlyList<ContractNode> items, ContractDocument document, int line) =>
        new(ContractNodeKind.Array, document, line) { Items = items };

    /// <param name="members">Of equal names the first counts.</param>
    public static ContractNode Object(
        IReadOnlyList<KeyValuePair<string, ContractNode>> members, ContractDocument document, int line) =>
        new(members, document, line);

    public bool IsObject => Kind == ContractNodeKind.Object;

    public bool IsTrue => Kind == ContractNodeKind.Boolean && Text == "true";

    /// <summary>A member's value; null where there is none or this is no object.</summary>
    public ContractNode? Find(string name)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(name);
        }

        foreach (var (key, value) in Members)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    public bool TryFind(string name, [NotNullWhen(true)] out ContractNode? value) => (value = Find(name)) is not null;

    /// <summary>A member that is a string, else null.</summary>
    public string? FindText(string name) =>
        Find(name) is { Kind: ContractNodeKind.String } value ? value.Text : null;

    /// <summary>A member's Boolean; false where it is absent or no Boolean.</summary>
    public bool Flag(string name) => Find(name) is { IsTrue: true };

    /// <summary>The elements of a member that is an array, else none.</summary>
    public IReadOnlyList<ContractNode> List(string name) => Find(name)?.Items ?? [];

    /// <summary>The members of a member that is an object, else none.</summary>
    public IReadOnlyList<KeyValuePair<string, ContractNode>> Map(string name) => Find(name)?.Members ?? [];
}
