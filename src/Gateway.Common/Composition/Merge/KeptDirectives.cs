using Gateway.Common.Composition.Model;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Directives that stay on the supergraph's members: those that clients or later stages read.</summary>
internal static class KeptDirectives
{
    private static readonly string[] Names =
    [
        "deprecated", "specifiedBy", "oneOf", "tag", "inaccessible", "cacheControl", "cost", "listSize", "authenticated",
        "requiresScopes", "policy", "owner",
    ];

    /// <summary>All sources' directives in canonical text, each once; of one that may stand once the first is kept.</summary>
    public static List<string> Of(IEnumerable<(SourceView Source, IReadOnlyList<DirectiveNode> Directives)> appearances)
    {
        var kept = new List<(string Name, string Text)>();
        foreach (var (source, directives) in appearances)
        {
            foreach (var directive in directives)
            {
                var name = source.Canonical(directive);
                var text = Printer.Print(new DirectiveNode(new Name(name), [.. directive.Arguments], directive.Span));
                if (Names.Contains(name) && !kept.Exists(known => name == "tag" ? known.Text == text : known.Name == name))
                {
                    kept.Add((name, text));
                }
            }
        }

        return [.. kept.Select(static entry => entry.Text)];
    }
}
