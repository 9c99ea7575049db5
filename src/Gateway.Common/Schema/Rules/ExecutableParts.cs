using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>What rules for documents look at in operations and fragments that stand among the definitions.</summary>
/// <remarks>
/// Building passes them over, but they too speak of types and directives. Source: GraphQL §5.5.1.2, §5.7.
/// </remarks>
internal sealed class ExecutableParts : SyntaxVisitor
{
    private DocumentNode _document = null!;
    private Action<DirectiveSite> _visit = null!;

    /// <summary>Types of conditions and variables, in order.</summary>
    public List<(DocumentNode Document, NamedTypeNode Type)> Types { get; } = [];

    /// <param name="document">The document.</param>
    /// <param name="visit">Called with the places where directives stand.</param>
    public void Add(DocumentNode document, Action<DirectiveSite> visit)
    {
        (_document, _visit) = (document, visit);
        foreach (var definition in document.Definitions.Elements())
        {
            if (definition is OperationDefinitionNode or FragmentDefinitionNode)
            {
                Visit(definition);
            }
        }
    }

    protected override void VisitNamedType(NamedTypeNode node) => Types.Add((_document, node));

    protected override void VisitOperationDefinition(OperationDefinitionNode node)
    {
        AddSite(node, node.Operation.ToString().ToUpperInvariant(), node.Directives);
        base.VisitOperationDefinition(node);
    }

    protected override void VisitVariableDefinition(VariableDefinitionNode node)
    {
        AddSite(node, "VARIABLE_DEFINITION", node.Directives);
        base.VisitVariableDefinition(node);
    }

    protected override void VisitField(FieldNode node)
    {
        AddSite(node, "FIELD", node.Directives);
        base.VisitField(node);
    }

    protected override void VisitFragmentSpread(FragmentSpreadNode node) =>
        AddSite(node, "FRAGMENT_SPREAD", node.Directives);

    protected override void VisitInlineFragment(InlineFragmentNode node)
    {
        AddSite(node, "INLINE_FRAGMENT", node.Directives);
        base.VisitInlineFragment(node);
    }

    protected override void VisitFragmentDefinition(FragmentDefinitionNode node)
    {
        AddSite(node, "FRAGMENT_DEFINITION", node.Directives);
        base.VisitFragmentDefinition(node);
    }

    private void AddSite(SyntaxNode node, string location, IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.Count > 0)
        {
            _visit(new DirectiveSite(_document, node, location, directives));
        }
    }
}
