using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>No two types share a name. Source: GraphQL §3.3.</summary>
internal static class UniqueTypeNamesRule
{
    public static void Check(SdlContext context)
    {
        for (var index = 0; index < context.Definitions.Count; index++)
        {
            var definition = context.Definitions[index];
            if (definition.Node is not TypeDefinitionNode { IsExtension: false } node)
            {
                continue;
            }

            var first = context.Types.DefinitionOf(context.Types.IdOf(index));
            if (context.Extended?.FindType(node.Name.Utf8) is not null)
            {
                context.Report(
                    SchemaErrorCodes.TypeDefinedTwice,
                    $"The schema under extension has a type \"{node.Name}\" already.",
                    definition.At(node.Name));
            }
            else if (first != index)
            {
                context.Report(
                    SchemaErrorCodes.TypeDefinedTwice,
                    $"The type \"{node.Name}\" is defined more than once.",
                    At(context.Definitions[first]),
                    definition.At(node.Name));
            }
        }
    }

    private static SchemaLocation At(SdlDefinition definition) =>
        definition.At(((TypeDefinitionNode)definition.Node).Name);
}
