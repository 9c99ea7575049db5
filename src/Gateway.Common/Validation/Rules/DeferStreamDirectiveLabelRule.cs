using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>
/// Labels of <c>@defer</c> and <c>@stream</c> are literal strings, each used once in the document. Source: the draft
/// of GraphQL with incremental delivery, Defer And Stream Directive Labels Are Unique.
/// </summary>
internal sealed class DeferStreamDirectiveLabelRule() : ValidationRule(RuleVisits.Directive)
{
    public override void VisitDirective(
        DirectiveNode node, DirectiveDefinition? definition, ValidationContext context)
    {
        if (definition is null || !IncrementalDirectives.IsOne(node)
            || IncrementalDirectives.Argument(node, "label"u8) is not ({ } label and not NullValueNode))
        {
            return;
        }

        if (label is not StringValueNode text)
        {
            context.Report(
                ValidationCodes.IncrementalLabelInvalid, $"\"@{node.Name}(label:)\" must be a literal string.", node);
        }
        else if (!context.Labels.TryAdd(text.Value, node))
        {
            context.Report(
                ValidationCodes.IncrementalLabelInvalid,
                "A label of @defer or @stream may stand only once in a document.",
                context.Labels[text.Value],
                node);
        }
    }
}
