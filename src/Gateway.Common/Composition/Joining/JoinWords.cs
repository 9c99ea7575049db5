using System.Globalization;
using System.Text;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Joining;

/// <summary>Which of the directives on a merged schema's members other routers are told of.</summary>
/// <remarks>
/// Those that a specification of <see cref="JoinFeature"/> has, those of GraphQL itself, and those that a source
/// composes and defines. What only this gateway knows (<c>@owner</c>, <c>@cacheControl</c>) stays out: no other router
/// would read a document that uses what it does not define.
/// </remarks>
internal sealed class JoinWords
{
    private static readonly HashSet<string> OfGraphQL = ["deprecated", "specifiedBy", "oneOf"];

    private readonly GraphQLSchema _schema;
    private readonly HashSet<string> _used = [];

    public JoinWords(GraphQLSchema schema) => _schema = schema;

    /// <summary>The specifications whose directives were written so far.</summary>
    public IReadOnlyList<JoinFeature> Features =>
        [.. JoinFeature.All.Where(feature => feature.Words.Any(_used.Contains))];

    /// <summary>Definitions of directives that sources compose, and those for operations.</summary>
    public IEnumerable<DirectiveDefinitionNode> Definitions => _schema.DirectiveDefinitions
        .Where(definition => !BuiltIn.IsDirective(definition.Name))
        .Select(definition => definition.Syntax?.Node)
        .OfType<DirectiveDefinitionNode>();

    /// <summary>Contexts are written anew, not kept.</summary>
    public void NoteContexts(bool areUsed)
    {
        if (areUsed)
        {
            _used.Add(Words.Context);
        }
    }

    public DirectiveNode[] Keep(IReadOnlyList<DirectiveNode> applied)
    {
        if (applied.Count == 0)
        {
            return [];
        }

        var kept = new List<DirectiveNode>();
        foreach (var directive in applied)
        {
            var word = directive.Name.Value;
            var isFeature = JoinFeature.All.Any(feature => feature.Words.Contains(word));
            if (isFeature || OfGraphQL.Contains(word) || _schema.DirectiveDefinitions.Contains(word))
            {
                _used.Add(word);
                kept.Add(word == Words.Cost ? WholeWeight(directive) : directive);
            }
        }

        return [.. kept];
    }

    /// <summary>Links of the specifications that composed directives come from, as their sources have them.</summary>
    public static IEnumerable<string> LinksOf(IEnumerable<SourceFacts> sources, IEnumerable<string> composed)
    {
        var names = composed.ToHashSet();
        return sources
            .SelectMany(facts => facts.Links)
            .Where(link => !link.IsKnown && link.Imports.Any(import => names.Contains(import.Alias.TrimStart('@'))))
            .Select(link => Printer.Print(link.Directive))
            .Distinct();
    }

    /// <summary>Weights are whole numbers there; a part of one counts as one.</summary>
    private static DirectiveNode WholeWeight(DirectiveNode cost)
    {
        if (DirectiveArguments.Find(cost, "weight"u8) is not { } weight || weight is IntValueNode
            || !double.TryParse(
                weight is FloatValueNode number
                    ? Encoding.UTF8.GetString(number.Utf8)
                    : DirectiveArguments.Text(weight),
                NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return cost;
        }

        var digits = Encoding.UTF8.GetBytes(Math.Ceiling(value).ToString("0", CultureInfo.InvariantCulture));
        return GraphSchemaWriter.Directive(Words.Cost, ("weight", new IntValueNode(digits, default)));
    }
}
