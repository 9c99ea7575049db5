using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>No two types share a name. Source: GraphQL §3.3.</summary>
internal static class UniqueTypeNamesRule
{
    public static void Check(SdlContext context)
    {
        var firsts = new Dictionary<Name, SchemaLocation>();
        foreach (var definition in context.Definitions)
        {
            if (definition.Node is not TypeDefinitionNode { IsExtension: false } node)
            {
                continue;
            }

            var location = definition.At(node.Name);
            if (context.Extended?.FindType(node.Name.Utf8) is not null)
            {
                context.Report(
                    SchemaErrorCodes.TypeDefinedTwice,
                    $"The schema under extension has a type \"{node.Name}\" already.",
                    location);
            }
            else if (!firsts.TryAdd(node.Name, location))
            {
                context.Report(
                    SchemaErrorCodes.TypeDefinedTwice,
                    $"The type \"{node.Name}\" is defined more than once.",
                    firsts[node.Name],
                    location);
            }
        }
    }
}
