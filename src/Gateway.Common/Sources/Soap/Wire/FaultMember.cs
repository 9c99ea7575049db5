using System.Buffers;
using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>An element or attribute of a fault's detail that the contract declares.</summary>
/// <remarks>
/// Shape in <c>@soap(faults:)</c>: <c>Name</c>, or <c>Name: Type</c>; a type is a scalar's name, <c>[Type]</c>, or
/// <c>(member, member…)</c>; an attribute's name has <c>@</c> before it. A name can have its namespace in braces before
/// it; else an element is in its parent's, the fault's own in the operation's, an attribute in none.
/// Errors: <see cref="SourceException"/> for another text.
/// </remarks>
internal sealed class FaultMember
{
    public const int DepthMax = 4;

    private static readonly SearchValues<char> Signs = SearchValues.Create(" ,:()[]@{}");

    public required string Name { get; init; }

    /// <summary>By <see cref="NamespaceTable"/>.</summary>
    public required int NamespaceId { get; init; }

    public required bool IsAttribute { get; init; }

    public required bool IsList { get; init; }

    /// <summary>Null for a member with members of its own, and for one of no known type.</summary>
    public required string? Scalar { get; init; }

    public required FaultMember[] Members { get; init; }

    public byte[] Utf8Name => field ??= Encoding.UTF8.GetBytes(Name);

    public ElementName Element => field ??= new ElementName(Utf8Name, NamespaceId);

    /// <summary>The name as a key of JSON, with its colon.</summary>
    public byte[] Key => field ??= Encoding.UTF8.GetBytes($"\"{GraphQLNames.Field(Name)}\":");

    /// <param name="text">Of one fault.</param>
    /// <param name="operation">The operation's namespace.</param>
    /// <param name="namespaces">Of the call that is being compiled.</param>
    public static FaultMember Parse(string text, string operation, NamespaceTable namespaces)
    {
        var rest = text.AsSpan();
        var member = ReadMember(ref rest, namespaces.Add(operation), namespaces, depth: 0);
        return rest.IsEmpty ? member : throw Wrong(rest);
    }

    /// <summary>
    /// Whether the element that starts is this one, by namespace and local name; one without a namespace is too, as
    /// services write that do not qualify what is in a detail.
    /// </summary>
    public bool IsAt(ref XmlTokenizer xml) => !IsAttribute && Element.IsAt(NamespaceTable.None, ref xml);

    private static FaultMember ReadMember(
        ref ReadOnlySpan<char> text, int parent, NamespaceTable namespaces, int depth)
    {
        var isAttribute = Take(ref text, '@');
        var ns = ReadNamespace(ref text, namespaces) ?? (isAttribute ? NamespaceTable.None : parent);
        var name = ReadName(ref text);
        var isTyped = Take(ref text, ':');
        var isList = isTyped && Take(ref text, '[');
        var hasMembers = isTyped && Take(ref text, '(');
        var member = new FaultMember
        {
            Name = name,
            NamespaceId = ns,
            IsAttribute = isAttribute,
            IsList = isList,
            Scalar = isTyped && !hasMembers ? ReadName(ref text) : null,
            Members = hasMembers ? ReadMembers(ref text, ns, namespaces, depth) : [],
        };
        return !isList || Take(ref text, ']') ? member : throw Wrong(text);
    }

    private static FaultMember[] ReadMembers(
        ref ReadOnlySpan<char> text, int parent, NamespaceTable namespaces, int depth)
    {
        if (depth == DepthMax)
        {
            throw Wrong(text);
        }

        var members = new List<FaultMember>();
        do
        {
            members.Add(ReadMember(ref text, parent, namespaces, depth + 1));
        }
        while (Take(ref text, ','));
        return Take(ref text, ')')
            ? [.. members.DistinctBy(static member => GraphQLNames.Field(member.Name))]
            : throw Wrong(text);
    }

    /// <returns>Null where none is written.</returns>
    private static int? ReadNamespace(ref ReadOnlySpan<char> text, NamespaceTable namespaces)
    {
        if (text is not ['{', ..])
        {
            return null;
        }

        var end = text.IndexOf('}');
        var uri = end < 0 ? throw Wrong(text) : text[1..end].ToString();
        text = text[(end + 1)..];
        return namespaces.Add(uri);
    }

    private static string ReadName(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(Signs);
        var name = (end < 0 ? text : text[..end]).ToString();
        text = text[name.Length..];
        return name.Length > 0 ? name : throw Wrong(text);
    }

    /// <summary>A sign and the space after it, if the sign is next.</summary>
    private static bool Take(ref ReadOnlySpan<char> text, char sign)
    {
        if (text is not [var first, ..] || first != sign)
        {
            return false;
        }

        text = text[1..].TrimStart(' ');
        return true;
    }

    private static SourceException Wrong(ReadOnlySpan<char> at) => new(
        SourceErrorCodes.Failed, "A field is bound wrongly.", $"@soap(faults:) cannot be read at \"{at}\".");
}
