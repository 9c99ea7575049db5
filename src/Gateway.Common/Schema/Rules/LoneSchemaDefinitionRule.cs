using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A document has at most one schema definition, and none where it extends a schema.</summary>
/// <remarks>Source: GraphQL §3.3.</remarks>
internal static class LoneSchemaDefinitionRule
{
    public static Action<SdlDefinition> Start(SdlContext context)
    {
        var isDefined = context.Extended is { } schema
            && (schema.DeclaredRootTypes.Count > 0 || schema.Syntax.Any(IsDefinition));
        SdlDefinition? first = null;
        return definition =>
        {
            if (definition.Node is not SchemaDefinitionNode { IsExtension: false } node)
            {
                return;
            }

            if (isDefined)
            {
                context.Report(
                    SchemaErrorCodes.SchemaDefinedTwice,
                    "The schema under extension is defined already; use \"extend schema\".",
                    definition.At(node));
            }
            else if (first is not null)
            {
                context.Report(
                    SchemaErrorCodes.SchemaDefinedTwice, "The schema is defined more than once.", definition.At(node));
            }

            first ??= definition;
        };
    }

    private static bool IsDefinition(SyntaxReference syntax) =>
        syntax.Node is SchemaDefinitionNode { IsExtension: false };
}
