using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema.Rules;

/// <summary>Every type that a document refers to is defined. Source: GraphQL §3.4.</summary>
internal static class KnownTypeNamesRule
{
    private static readonly HashSet<Name> Introspection =
        [.. BuiltInDefinitions.Document.Definitions.OfType<TypeDefinitionNode>().Select(node => node.Name)];

    public static void Check(SdlContext context, SdlDefinition definition)
    {
        switch (definition.Node)
        {
            case ComplexTypeDefinitionNode complex:
                CheckAll(context, definition, complex.Interfaces);
                foreach (var field in complex.Fields.Elements())
                {
                    CheckAll(context, definition, field.Arguments);
                    CheckType(context, definition, field.Type);
                }

                break;
            case InputObjectTypeDefinitionNode input:
                CheckAll(context, definition, input.Fields);
                break;
            case UnionTypeDefinitionNode union:
                CheckAll(context, definition, union.Members);
                break;
            case SchemaDefinitionNode schema:
                foreach (var root in schema.OperationTypes)
                {
                    CheckType(context, definition, root.Type);
                }

                break;
            case DirectiveDefinitionNode directive:
                CheckAll(context, definition, directive.Arguments);
                break;
        }
    }

    /// <summary>Checks operations and fragments, which come after all definitions.</summary>
    public static void CheckExecutables(SdlContext context)
    {
        foreach (var (document, type) in context.Executables.Types)
        {
            CheckName(context, document, type.Name);
        }
    }

    private static void CheckAll(
        SdlContext context, SdlDefinition definition, IReadOnlyList<InputValueDefinitionNode> inputs)
    {
        foreach (var input in inputs.Elements())
        {
            CheckType(context, definition, input.Type);
        }
    }

    private static void CheckAll(SdlContext context, SdlDefinition definition, IReadOnlyList<NamedTypeNode> types)
    {
        foreach (var type in types.Elements())
        {
            CheckType(context, definition, type);
        }
    }

    private static void CheckType(SdlContext context, SdlDefinition definition, TypeNode type)
    {
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.ElementType : ((NonNullTypeNode)type).NullableType;
        }

        CheckName(context, definition.Document, ((NamedTypeNode)type).Name);
    }

    private static void CheckName(SdlContext context, DocumentNode document, Name name)
    {
        if (!BuiltInScalar.IsBuiltIn(name.Utf8)
            && !context.Defines(name)
            && !Introspection.Contains(name)
            && context.Extended?.FindType(name.Utf8) is null)
        {
            context.Report(
                SchemaErrorCodes.UnknownType,
                $"Nothing defines the type \"{name}\".",
                new SchemaLocation(document, name.Start));
        }
    }
}
