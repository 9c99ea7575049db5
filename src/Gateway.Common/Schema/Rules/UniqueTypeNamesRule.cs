using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>No two types share a name. Source: GraphQL §3.3.</summary>
internal static class UniqueTypeNamesRule
{
    public static void Check(SdlContext context, SdlDefinition definition)
    {
        if (definition.Node is not TypeDefinitionNode { IsExtension: false } node)
        {
            return;
        }

        var first = context.Types.DefinitionOf(context.Types.IdOf(definition.Index));
        if (context.Extended?.FindType(node.Name.Utf8) is not null)
        {
            context.Report(
                SchemaErrorCodes.TypeDefinedTwice,
                $"The schema under extension has a type \"{node.Name}\" already.",
                definition.At(node.Name));
        }
        else if (first != definition.Index)
        {
            context.Report(
                SchemaErrorCodes.TypeDefinedTwice,
                $"The type \"{node.Name}\" is defined more than once.",
                At(context.Definitions[first]),
                definition.At(node.Name));
        }
    }

    private static SchemaLocation At(SdlDefinition definition) =>
        definition.At(((TypeDefinitionNode)definition.Node).Name);
}
