using System.Globalization;
using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>What a JSON pointer of a link names, by the types of the body that it points into.</summary>
/// <remarks>
/// Shape: a path of fields as far as there are objects only. An element of a list and an entry of a map have no field
/// of their own: one is made, <c>@pointer</c>, that takes the value of that place; its name is the pointer's.
/// Source: RFC 6901 §4.
/// </remarks>
internal sealed class LinkPointers(ImportSession session)
{
    /// <summary>Digits of a list's index.</summary>
    private const int IndexDigitsMax = 6;

    /// <param name="pointer">Without its first slash.</param>
    /// <returns>The fields down to the value, and the last one; null where no objects lead there.</returns>
    public (string[] Path, SdlMember Field)? Path(SdlType type, string pointer)
    {
        var path = new List<string>();
        SdlMember? found = null;
        foreach (var token in pointer.Split('/'))
        {
            var at = found is null ? type : session.Catalog.Find(found.Type.Trim('!'));
            found = at is null ? null : Property(at, PointerToken.Unescape(token));
            if (found is null)
            {
                return null;
            }

            path.Add(found.Name);
        }

        return ([.. path], found!);
    }

    /// <returns>A field of the type for one element or entry, there already or to add; null for none.</returns>
    public SdlMember? Element(SdlType type, string pointer)
    {
        var at = type.Name;
        var tokens = Array.ConvertAll(pointer.Split('/'), PointerToken.Unescape);
        foreach (var token in tokens)
        {
            if (Below(at, token) is not { } below)
            {
                return null;
            }

            at = below;
        }

        var directive = $"@pointer(path: {SdlWriter.Quote('/' + pointer)})";
        if (type.Members.Find(member => member.Directives.Contains(directive)) is { } there)
        {
            return there;
        }

        var field = new SdlMember(GraphQLNames.Field(string.Join('/', tokens)), at.TrimEnd('!'));
        field.Directives.AddRange([directive, InferredLookups.Mark]);
        return type.Members.Exists(member => member.Name == field.Name) ? null : field;
    }

    private static SdlMember? Property(SdlType type, string name) => type.Kind is SdlKind.Object or SdlKind.Input
        ? type.Members.Find(member => member.Arguments.Count == 0
            && LinkExpressions.WireNameOf(member) == name
            && !member.Directives.Exists(static directive =>
                directive.StartsWith("@header", StringComparison.Ordinal)
                || directive.StartsWith("@pointer", StringComparison.Ordinal)
                || directive.StartsWith("@additional", StringComparison.Ordinal)))
        : null;

    /// <summary>The type of what a token names in a value of a type; null for nothing.</summary>
    private string? Below(string at, string token)
    {
        var type = at.TrimEnd('!');
        if (type.StartsWith('['))
        {
            var element = type[1..^1];
            return EntryOf(element) ?? (IsIndex(token) ? element : null);
        }

        if (session.Catalog.Find(type) is not { } known)
        {
            return null;
        }

        return Property(known, token)?.Type
            ?? (known.Members.Find(static member => member.Directives.Contains("@additional")) is { } rest
                ? EntryOf(rest.Type.TrimEnd('!')[1..^1])
                : null);
    }

    /// <summary>The type of a map's values; null for what is no entry of one.</summary>
    private string? EntryOf(string element) =>
        session.Catalog.Find(element.TrimEnd('!')) is { } entry && entry.Directives.Contains("@mapEntry")
            ? entry.Members.Find(static member => member.Name == "value")?.Type
            : null;

    private static bool IsIndex(string token) =>
        token.Length <= IndexDigitsMax
        && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && (token.Length == 1 || token[0] != '0');
}
