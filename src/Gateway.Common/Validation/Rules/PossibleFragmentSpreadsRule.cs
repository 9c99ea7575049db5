using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>A fragment is spread only where its type can occur. Source: GraphQL §5.5.2.3.</summary>
internal sealed class PossibleFragmentSpreadsRule() : ValidationRule(RuleVisits.InlineFragment | RuleVisits.Document)
{
    public override void VisitInlineFragment(
        InlineFragmentNode node, NamedType? parent, NamedType? type, ValidationContext context) =>
        Check(node, parent, type, context);

    public override void VisitDocument(ValidationContext context)
    {
        foreach (var (spread, parent) in context.SpreadSites)
        {
            Check(spread, parent, context.FindFragment(spread.Name)?.Type, context);
        }
    }

    private static void Check(SelectionNode node, NamedType? parent, NamedType? type, ValidationContext context)
    {
        if (type is { IsComposite: true } && parent is not null && !Overlap(parent, type, context))
        {
            context.Report(
                ValidationCodes.FragmentSpreadImpossible,
                $"A fragment on \"{type}\" cannot be spread on \"{parent}\": no object is both.",
                node);
        }
    }

    private static bool Overlap(NamedType left, NamedType right, ValidationContext context)
    {
        if (left == right || GraphQLSchema.IsSubtype(left, right) || GraphQLSchema.IsSubtype(right, left))
        {
            return left == right || HasObjects(left, right, context);
        }

        if (left is ObjectType || right is ObjectType)
        {
            return false;
        }

        var possible = context.Schema.PossibleTypes(left);
        var others = context.Schema.PossibleTypes(right);
        context.Charge(possible.Length + others.Length);
        var seen = new HashSet<ObjectType>(possible.Length);
        foreach (var type in possible)
        {
            seen.Add(type);
        }

        foreach (var type in others)
        {
            if (seen.Contains(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An interface and one that it implements share objects only where there are any.</summary>
    private static bool HasObjects(NamedType left, NamedType right, ValidationContext context) =>
        context.Schema.PossibleTypes(left).Length > 0 && context.Schema.PossibleTypes(right).Length > 0;
}
