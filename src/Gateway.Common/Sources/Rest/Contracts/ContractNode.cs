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
/// <remarks>
/// Shape: immutable once read, so its arrays are not to be written to; compared by reference. Numbers keep their
/// digits.
/// </remarks>
internal sealed class ContractNode
{
    /// <summary>Objects with more members are looked up by hash.</summary>
    private const int LinearMembersMax = 16;

    private readonly Dictionary<string, ContractNode>? _byName;

    /// <summary>Bits of all members' names: most look-ups are for words that an object does not have.</summary>
    private readonly ulong _names;

    private ContractNode(ContractNodeKind kind, ContractDocument document, int line)
    {
        Kind = kind;
        Document = document;
        Line = line;
    }

    private ContractNode(KeyValuePair<string, ContractNode>[] members, ContractDocument document, int line)
        : this(ContractNodeKind.Object, document, line)
    {
        Members = members;
        for (var index = 0; index < members.Length; index++)
        {
            _names |= NameBit(members[index].Key);
        }

        if (members.Length <= LinearMembersMax)
        {
            return;
        }

        _byName = new Dictionary<string, ContractNode>(members.Length, StringComparer.Ordinal);
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

    public ContractNode[] Items { get; private init; } = [];

    public KeyValuePair<string, ContractNode>[] Members { get; } = [];

    public static ContractNode Scalar(ContractNodeKind kind, string text, ContractDocument document, int line) =>
        new(kind, document, line) { Text = text };

    public static ContractNode Array(ContractNode[] items, ContractDocument document, int line) =>
        new(ContractNodeKind.Array, document, line) { Items = items };

    /// <param name="members">Of equal names the first counts.</param>
    public static ContractNode Object(
        KeyValuePair<string, ContractNode>[] members, ContractDocument document, int line) =>
        new(members, document, line);

    public bool IsObject => Kind == ContractNodeKind.Object;

    public bool IsTrue => Kind == ContractNodeKind.Boolean && Text == "true";

    /// <summary>A set of names for <see cref="MayHaveAny"/>.</summary>
    public static ulong NameBits(params ReadOnlySpan<string> names)
    {
        ulong bits = 0;
        foreach (var name in names)
        {
            bits |= NameBit(name);
        }

        return bits;
    }

    /// <summary>False only where no member has one of the names that the bits stand for.</summary>
    public bool MayHaveAny(ulong nameBits) => (_names & nameBits) != 0;

    /// <summary>A member's value; null where there is none or this is no object.</summary>
    public ContractNode? Find(string name) => MayHaveAny(NameBit(name)) ? Seek(name) : null;

    public bool TryFind(string name, [NotNullWhen(true)] out ContractNode? value) => (value = Find(name)) is not null;

    /// <summary>A member that is a string, else null.</summary>
    public string? FindText(string name) =>
        Find(name) is { Kind: ContractNodeKind.String } value ? value.Text : null;

    /// <summary>A member's Boolean; false where it is absent or no Boolean.</summary>
    public bool Flag(string name) => Find(name) is { IsTrue: true };

    /// <summary>The elements of a member that is an array, else none.</summary>
    public ContractNode[] List(string name) => Find(name)?.Items ?? [];

    /// <summary>The members of a member that is an object, else none.</summary>
    public KeyValuePair<string, ContractNode>[] Map(string name) => Find(name)?.Members ?? [];

    private static ulong NameBit(string name) =>
        name.Length == 0 ? 1 : 1UL << ((name[0] + (7 * name.Length) + (13 * name[^1])) & 63);

    private ContractNode? Seek(string name)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(name);
        }

        var members = Members;
        for (var index = 0; index < members.Length; index++)
        {
            if (members[index].Key == name)
            {
                return members[index].Value;
            }
        }

        return null;
    }
}
