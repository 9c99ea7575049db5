using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>What a source calls the specifications' directives and types, once its <c>@link</c>s are read.</summary>
/// <remarks>Source: Apollo link v1.0, <c>import</c> and <c>as</c>.</remarks>
internal sealed class DirectiveNames
{
    private const string FederationUrl = "https://specs.apollo.dev/federation/";
    private const string SpecsUrl = "https://specs.apollo.dev/";

    private readonly Dictionary<string, string> _canonical = [];
    private readonly HashSet<string> _typeNames = [];
    private readonly List<string> _namespaces = ["federation"];

    public DirectiveNames(GraphQLSchema schema)
    {
        foreach (var link in schema.Directives)
        {
            if ((link.Name.Is("link"u8) || link.Name.Is("core"u8))
                && DirectiveArguments.Text(link, "url"u8) is { } url
                && url.StartsWith(SpecsUrl, StringComparison.Ordinal))
            {
                Read(link, url);
            }
        }
    }

    /// <summary>Whether the source links Federation 2.</summary>
    public bool LinksFederation { get; private set; }

    /// <summary>The specification's name of a directive that the source applies.</summary>
    public string Canonical(string name)
    {
        if (_canonical.TryGetValue(name, out var canonical))
        {
            return canonical;
        }

        foreach (var space in _namespaces)
        {
            if (name.StartsWith(space, StringComparison.Ordinal)
                && name.AsSpan(space.Length).StartsWith("__")
                && Words.IsFederation(name[(space.Length + 2)..]))
            {
                return name[(space.Length + 2)..];
            }
        }

        return name;
    }

    /// <summary>Whether the type was imported from a specification, or belongs to one.</summary>
    public bool IsMachinery(string typeName) =>
        Words.IsMachinery(typeName)
        || _typeNames.Contains(typeName)
        || _namespaces.Exists(space => typeName.StartsWith(space + "__", StringComparison.Ordinal));

    private void Read(DirectiveNode link, string url)
    {
        LinksFederation |= url.StartsWith(FederationUrl, StringComparison.Ordinal);
        if (DirectiveArguments.Text(link, "as"u8) is { } space)
        {
            _namespaces.Add(space);
            ReadOwnName(url, space);
        }

        foreach (var import in (DirectiveArguments.Find(link, "import"u8) as ListValueNode)?.Values ?? [])
        {
            switch (import)
            {
                case StringValueNode name:
                    Import(name.Value, name.Value);
                    break;
                case ObjectValueNode renamed:
                    Import(Member(renamed, "name"u8), Member(renamed, "as"u8));
                    break;
            }
        }
    }

    /// <summary>A feature with one directive of its own name: <c>…/tag/v0.3</c> as <c>label</c>.</summary>
    private void ReadOwnName(string url, string space)
    {
        var feature = url[SpecsUrl.Length..].Split('/')[0];
        if (Words.IsFederation(feature))
        {
            _canonical[space] = feature;
        }
    }

    private void Import(string? name, string? alias)
    {
        if (name is null)
        {
            return;
        }

        alias ??= name;
        if (name.StartsWith('@'))
        {
            _canonical[alias.TrimStart('@')] = name[1..];
        }
        else
        {
            _typeNames.Add(alias);
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
