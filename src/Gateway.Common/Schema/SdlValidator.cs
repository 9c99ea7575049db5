using Gateway.Common.Language;
using Gateway.Common.Schema.Rules;

namespace Gateway.Common.Schema;

/// <summary>Checks type system documents before a schema is made of them.</summary>
/// <remarks>
/// Shape: documents → every fault of every rule, up to <see cref="DiagnosticBag.DiagnosticsMax"/>; each rule is linear.
/// Source: GraphQL §3 (uniqueness and extension rules), §5.4, §5.7 for directives in documents.
/// </remarks>
public static class SdlValidator
{
    /// <summary>The names of all rules, in the order in which they run.</summary>
    public static IReadOnlyList<string> RuleNames { get; } = [.. SdlRules.All.Select(rule => rule.Name)];

    /// <param name="documents">Read as if they were one document.</param>
    /// <param name="options">Which departures from the specification are accepted.</param>
    /// <param name="extended">The schema that the documents extend, or null.</param>
    /// <param name="ruleNames">Only these rules; null for all.</param>
    public static IReadOnlyList<SchemaDiagnostic> Validate(
        IReadOnlyList<DocumentNode> documents,
        SchemaBuildOptions? options = null,
        GraphQLSchema? extended = null,
        IReadOnlyCollection<string>? ruleNames = null)
    {
        var context = new SdlContext(documents, extended, options ?? SchemaBuildOptions.Default);
        var rules = SdlRules.All.Where(rule => ruleNames?.Contains(rule.Name) != false)
            .Select(rule => (Rule: rule, Context: context.ForRule()))
            .ToArray();
        CheckTogether(context, rules);
        foreach (var (rule, own) in rules)
        {
            rule.Whole?.Invoke(own);
            context.Faults.AddRange(own.Faults.Diagnostics);
        }

        return context.Faults.Diagnostics;
    }

    /// <summary>Leads the rules through all definitions, then through operations and fragments.</summary>
    private static void CheckTogether(SdlContext context, (SdlRule Rule, SdlContext Context)[] rules)
    {
        Action<SdlDefinition>[] definitions =
            [.. rules.Where(one => one.Rule.Definitions is not null).Select(one => one.Rule.Definitions!(one.Context))];
        Action<DirectiveSite>[] sites =
            [.. rules.Where(one => one.Rule.Sites is not null).Select(one => one.Rule.Sites!(one.Context))];
        Action<DirectiveSite> visit = site =>
        {
            foreach (var check in sites)
            {
                check(site);
            }
        };
        foreach (var definition in context.Definitions)
        {
            foreach (var check in definitions)
            {
                check(definition);
            }

            DirectiveSites.Visit(definition, visit);
        }

        foreach (var document in context.Documents)
        {
            context.Executables.Add(document, visit);
        }
    }
}
