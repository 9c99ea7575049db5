using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Leaves have no selections, everything else has. Source: GraphQL §5.3.3 Leaf Field Selections.</summary>
internal sealed class ScalarLeafsRule() : ValidationRule(RuleVisits.Field)
{
    public override void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (definition?.Type is not { Named: var named } type || named.IsLeaf == node.SelectionSet is null)
        {
            return;
        }

        if (node.SelectionSet is { } selectionSet)
        {
            context.Report(
                ValidationCodes.SelectionNotAllowed,
                $"Field \"{node.Name}\" takes no selection: its type \"{type}\" has no fields.",
                selectionSet);
        }
        else
        {
            context.Report(
                ValidationCodes.SelectionMissing,
                $"Field \"{node.Name}\" of type \"{type}\" needs a selection of fields.",
                node);
        }
    }
}
