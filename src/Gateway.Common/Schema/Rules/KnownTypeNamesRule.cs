using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema.Rules;

/// <summary>Every type that a document refers to is defined. Source: GraphQL §3.4.</summary>
internal static class KnownTypeNamesRule
{
    private static readonly HashSet<Name> Introspection =
        [.. BuiltInDefinitions.Document.Definitions.OfType<TypeDefinitionNode>().Select(node => node.Name)];

    public static void Check(SdlContext context)
    {
        var defined = new HashSet<Name>();
        foreach (var definition in context.Definitions)
        {
            if (definition.Node is TypeDefinitionNode node
                && (!node.IsExtension || context.Options.AllowExtensionsOfUndefinedTypes))
            {
                defined.Add(node.Name);
            }
        }

        foreach (var definition in context.Definitions)
        {
            foreach (var reference in TypeReferences.Of(definition.Node))
            {
                var name = reference.Name;
                if (!defined.Contains(name) && !IsStandard(name) && context.Extended?.FindType(name.Utf8) is null)
                {
                    context.Report(
                        SchemaErrorCodes.UnknownType, $"Nothing defines the type \"{name}\".", definition.At(name));
                }
            }
        }
    }

    private static bool IsStandard(Name name) => Introspection.Contains(name) || BuiltInScalar.IsBuiltIn(name.Value);
}
