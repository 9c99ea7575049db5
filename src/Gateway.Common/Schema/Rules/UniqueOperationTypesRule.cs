using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A schema names each root type once, its extensions included.</summary>
/// <remarks>Source: GraphQL §3.3.1.</remarks>
internal static class UniqueOperationTypesRule
{
    public static Action<SdlDefinition> Start(SdlContext context)
    {
        var firsts = new Dictionary<OperationType, SchemaLocation>();
        return definition =>
        {
            foreach (var root in (definition.Node as SchemaDefinitionNode)?.OperationTypes ?? [])
            {
                var location = definition.At(root);
                var operation = root.Operation.ToString().ToLowerInvariant();
                if (context.Extended?.DeclaredRootTypes.ContainsKey(root.Operation) == true)
                {
                    context.Report(
                        SchemaErrorCodes.OperationTypeDefinedTwice,
                        $"The schema under extension has a {operation} type already.",
                        location);
                }
                else if (!firsts.TryAdd(root.Operation, location))
                {
                    context.Report(
                        SchemaErrorCodes.OperationTypeDefinedTwice,
                        $"The schema names its {operation} type more than once.",
                        firsts[root.Operation],
                        location);
                }
            }
        };
    }
}
