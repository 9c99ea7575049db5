using Gateway.Common.Language;

namespace Gateway.Common.Composition.Normalization;

/// <summary>One <c>@link</c>, or <c>@core</c> before it: a specification that a document takes names from.</summary>
/// <param name="Url">As written.</param>
/// <param name="Feature">The specification's name: <c>federation</c> of <c>…/federation/v2.3</c>.</param>
/// <param name="Version">Major and minor; null where the address has none.</param>
/// <param name="Namespace">What comes before two underscores in names that are not imported.</param>
/// <param name="Imports">Names taken as they are, or under another name.</param>
/// <param name="Directive">Where it stands.</param>
/// <remarks>Source: Apollo link v1.0.</remarks>
internal sealed record SpecLink(
    string Url,
    string Feature,
    (int Major, int Minor)? Version,
    string Namespace,
    IReadOnlyList<(string Name, string Alias)> Imports,
    DirectiveNode Directive)
{
    private const string ApolloHost = "https://specs.apollo.dev/";

    /// <summary>The specification whatever its version: the address without it.</summary>
    public string Identity =>
        Url.TrimEnd('/') is var whole && Version is null ? whole : whole[..Math.Max(whole.LastIndexOf('/'), 0)];

    public bool IsFederation => Feature == "federation" && IsApollo;

    public bool IsComposite => Feature is "composite-schemas" or "composite";

    /// <summary>Whether its names are those that composition knows.</summary>
    public bool IsKnown => IsApollo || IsComposite;

    private bool IsApollo => Url.StartsWith(ApolloHost, StringComparison.Ordinal);

    /// <summary>Null where the directive links nothing.</summary>
    public static SpecLink? Read(DirectiveNode directive)
    {
        var isCore = directive.Name.Is("core"u8);
        if ((!isCore && !directive.Name.Is("link"u8))
            || DirectiveArguments.Text(directive, isCore ? "feature"u8 : "url"u8) is not { Length: > 0 } url)
        {
            return null;
        }

        var segments = url.TrimEnd('/').Split('/');
        var version = ReadVersion(segments[^1]);
        var feature = segments.Length > 1 && version is not null ? segments[^2] : segments[^1];
        var space = DirectiveArguments.Text(directive, "as"u8) ?? feature;
        return new SpecLink(url, feature, version, space, [.. ReadImports(directive)], directive);
    }

    private static (int Major, int Minor)? ReadVersion(string text)
    {
        var numbers = text.StartsWith('v') ? text[1..].Split('.') : [];
        return numbers.Length is 1 or 2
            && int.TryParse(numbers[0], out var major)
            && int.TryParse(numbers.ElementAtOrDefault(1) ?? "0", out var minor)
            ? (major, minor)
            : null;
    }

    private static IEnumerable<(string Name, string Alias)> ReadImports(DirectiveNode directive)
    {
        foreach (var import in (DirectiveArguments.Find(directive, "import"u8) as ListValueNode)?.Values ?? [])
        {
            switch (import)
            {
                case StringValueNode name:
                    yield return (name.Value, name.Value);
                    break;
                case ObjectValueNode renamed when Member(renamed, "name"u8) is { } name:
                    yield return (name, Member(renamed, "as"u8) ?? name);
                    break;
            }
        }
    }

    private static string? Member(ObjectValueNode value, ReadOnlySpan<byte> name)
    {
        foreach (var field in value.Fields)
        {
            if (field.Name.Is(name))
            {
                return DirectiveArguments.Text(field.Value);
            }
        }

        return null;
    }
}
