using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>No two directives share a name. Source: GraphQL §3.3.</summary>
internal static class UniqueDirectiveNamesRule
{
    public static Action<SdlDefinition> Start(SdlContext context)
    {
        var firsts = new Dictionary<Name, SchemaLocation>();
        return definition =>
        {
            if (definition.Node is not DirectiveDefinitionNode node)
            {
                return;
            }

            var location = definition.At(node.Name);
            if (context.Extended?.DirectiveDefinitions.Find(node.Name.Utf8) is not null)
            {
                context.Report(
                    SchemaErrorCodes.DirectiveDefinedTwice,
                    $"The schema under extension has a directive \"@{node.Name}\" already.",
                    location);
            }
            else if (!firsts.TryAdd(node.Name, location))
            {
                context.Report(
                    SchemaErrorCodes.DirectiveDefinedTwice,
                    $"The directive \"@{node.Name}\" is defined more than once.",
                    firsts[node.Name],
                    location);
            }
        };
    }
}
