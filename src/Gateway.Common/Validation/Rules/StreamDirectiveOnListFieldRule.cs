using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>
/// Only lists are streamed. Source: the draft of GraphQL with incremental delivery, Stream Directives Are Used
/// On List Fields.
/// </summary>
internal sealed class StreamDirectiveOnListFieldRule() : ValidationRule(RuleVisits.Field)
{
    public override void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (node.Directives.Count == 0 || definition is null || definition.Type.IsList
            || context.Schema.DirectiveDefinitions.Find("stream"u8) is null)
        {
            return;
        }

        foreach (var directive in node.Directives)
        {
            if (directive.Name.Is("stream"u8))
            {
                context.Report(
                    ValidationCodes.IncrementalDirectiveMisplaced,
                    $"\"{parent}.{node.Name}\" is no list and cannot be streamed.",
                    directive);
            }
        }
    }
}
