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
        foreach (var definition in context.Definitions)
        {
            CheckDefinition(context, definition);
        }

        foreach (var (document, type) in context.Executables.Types)
        {
            CheckName(context, document, type.Name);
        }
    }

    private static void CheckDefinition(SdlContext context, SdlDefinition definition)
    {
        switch (definition.Node)
        {
            case ComplexTypeDefinitionNode complex:
                CheckAll(context, definition, complex.Interfaces);
                foreach (var field in complex.Fields)
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

    private static void CheckAll(
        SdlContext context, SdlDefinition definition, IReadOnlyList<InputValueDefinitionNode> inputs)
    {
        for (var index = 0; index < inputs.Count; index++)
        {
            CheckType(context, definition, inputs[index].Type);
        }
    }

    private static void CheckAll(SdlContext context, SdlDefinition definition, IReadOnlyList<NamedTypeNode> types)
    {
        for (var index = 0; index < types.Count; index++)
        {
            CheckType(context, definition, types[index]);
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
