using Gateway.Common.Language;

namespace Gateway.Common.Composition.Normalization;

/// <summary>What a document calls the specifications' directives and types, once its <c>@link</c>s are read.</summary>
/// <remarks>Source: Apollo link v1.0, <c>import</c> and <c>as</c>.</remarks>
internal sealed class DirectiveNames
{
    private readonly Dictionary<string, string> _canonical = [];
    private readonly HashSet<string> _typeNames = [];
    private readonly HashSet<string> _namespaces = ["federation"];
    private readonly List<SpecLink> _links = [];
    private readonly Dictionary<Name, string> _words = [];

    /// <param name="ofSchema">The directives applied to the schema itself.</param>
    public DirectiveNames(IEnumerable<DirectiveNode> ofSchema)
    {
        foreach (var directive in ofSchema)
        {
            if (SpecLink.Read(directive) is { } link)
            {
                _links.Add(link);
                Read(link);
            }
        }
    }

    /// <summary>Every <c>@link</c> that can be read, in document order.</summary>
    public IReadOnlyList<SpecLink> Links => _links;

    /// <summary>Whether the source links Federation 2.</summary>
    public bool LinksFederation => _links.Exists(link => link.IsFederation);

    /// <summary>Whether the source links Composite Schemas.</summary>
    public bool LinksComposite => _links.Exists(link => link.IsComposite);

    /// <summary>The specification's name of a directive that the source applies.</summary>
    public string Canonical(Name name)
    {
        if (!_words.TryGetValue(name, out var word))
        {
            word = Canonical(name.Value);
            _words.Add(name, word);
        }

        return word;
    }

    public string Canonical(string name)
    {
        if (_canonical.TryGetValue(name, out var canonical))
        {
            return canonical;
        }

        var split = name.IndexOf("__", StringComparison.Ordinal);
        if (split > 0 && _namespaces.Contains(name[..split]) && Words.IsFederation(name[(split + 2)..]))
        {
            return name[(split + 2)..];
        }

        return name;
    }

    /// <summary>Whether the type was imported from a specification, or belongs to one.</summary>
    public bool IsMachinery(string typeName)
    {
        if (Words.IsMachinery(typeName) || _typeNames.Contains(typeName))
        {
            return true;
        }

        var split = typeName.IndexOf("__", StringComparison.Ordinal);
        return split > 0 && _namespaces.Contains(typeName[..split]);
    }

    private void Read(SpecLink link)
    {
        if (!link.IsKnown)
        {
            return;
        }

        _namespaces.Add(link.Namespace);
        if (Words.IsFederation(link.Feature))
        {
            // A feature with one directive of its own name: …/tag/v0.3 as "label".
            _canonical[link.Namespace] = link.Feature;
        }

        foreach (var (name, alias) in link.Imports)
        {
            if (name.StartsWith('@'))
            {
                _canonical[alias.TrimStart('@')] = name[1..];
            }
            else
            {
                _typeNames.Add(alias);
            }
        }
    }
}
