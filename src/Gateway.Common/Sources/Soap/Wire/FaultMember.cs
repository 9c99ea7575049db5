using System.Buffers;
using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>An element or attribute of a fault's detail that the contract declares.</summary>
/// <remarks>
/// Shape in <c>@soap(faults:)</c>: <c>Name</c>, or <c>Name: Type</c>; a type is a scalar's name, <c>[Type]</c>, or
/// <c>(member, member…)</c>; an attribute's name has <c>@</c> before it.
/// Errors: <see cref="SourceException"/> for another text.
/// </remarks>
internal sealed class FaultMember
{
    public const int DepthMax = 4;

    private static readonly SearchValues<char> Signs = SearchValues.Create(" ,:()[]@");

    public required string Name { get; init; }

    public required bool IsAttribute { get; init; }

    public required bool IsList { get; init; }

    /// <summary>Null for a member with members of its own, and for one of no known type.</summary>
    public required string? Scalar { get; init; }

    public required FaultMember[] Members { get; init; }

    public byte[] Utf8Name => field ??= Encoding.UTF8.GetBytes(Name);

    /// <summary>The name as a key of JSON, with its colon.</summary>
    public byte[] Key => field ??= Encoding.UTF8.GetBytes($"\"{GraphQLNames.Field(Name)}\":");

    public static FaultMember Parse(string text)
    {
        var rest = text.AsSpan();
        var member = ReadMember(ref rest, depth: 0);
        return rest.IsEmpty ? member : throw Wrong(text);
    }

    private static FaultMember ReadMember(ref ReadOnlySpan<char> text, int depth)
    {
        var isAttribute = Take(ref text, '@');
        var name = ReadName(ref text);
        var isTyped = Take(ref text, ':');
        var isList = isTyped && Take(ref text, '[');
        var hasMembers = isTyped && Take(ref text, '(');
        var member = new FaultMember
        {
            Name = name,
            IsAttribute = isAttribute,
            IsList = isList,
            Scalar = isTyped && !hasMembers ? ReadName(ref text) : null,
            Members = hasMembers ? ReadMembers(ref text, depth) : [],
        };
        return !isList || Take(ref text, ']') ? member : throw Wrong(text);
    }

    private static FaultMember[] ReadMembers(ref ReadOnlySpan<char> text, int depth)
    {
        if (depth == DepthMax)
        {
            throw Wrong(text);
        }

        var members = new List<FaultMember>();
        do
        {
            members.Add(ReadMember(ref text, depth + 1));
        }
        while (Take(ref text, ','));
        return Take(ref text, ')')
            ? [.. members.DistinctBy(static member => GraphQLNames.Field(member.Name))]
            : throw Wrong(text);
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
