using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>One <c>@composeDirective</c>: a directive that stays in the merged schema.</summary>
/// <param name="Argument">As written, with its <c>@</c>; empty where there is none.</param>
/// <param name="Link">The specification that the source takes it from; null where it links none.</param>
/// <param name="Original">What that specification calls it, without <c>@</c>.</param>
/// <remarks>Source: Apollo Federation 2.1 <c>@composeDirective</c>; link v1.0 for names not imported.</remarks>
internal sealed record ComposedDirective(
    SourceFacts Facts, string Argument, SpecLink? Link, string Original, SyntaxReference At)
{
    public string Name => Argument.TrimStart('@');

    public static IEnumerable<ComposedDirective> ReadAll(SourceFacts facts) => facts.Schema.Directives
        .Where(directive => facts.WordOf(directive) == Words.ComposeDirective)
        .Select(directive => Read(facts, directive));

    private static ComposedDirective Read(SourceFacts facts, DirectiveNode directive)
    {
        var argument = DirectiveArguments.Text(directive, "name"u8) ?? "";
        var at = Places.Of(facts.Schema, directive);
        foreach (var link in facts.Links)
        {
            if (OriginalOf(link, argument.TrimStart('@')) is { } original)
            {
                return new ComposedDirective(facts, argument, link, original, at);
            }
        }

        return new ComposedDirective(facts, argument, null, argument.TrimStart('@'), at);
    }

    private static string? OriginalOf(SpecLink link, string name)
    {
        foreach (var (imported, alias) in link.Imports)
        {
            if (alias == $"@{name}")
            {
                return imported.TrimStart('@');
            }
        }

        return name == link.Namespace ? link.Feature
            : name.StartsWith(link.Namespace + "__", StringComparison.Ordinal) ? name[(link.Namespace.Length + 2)..]
            : null;
    }
}
