using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A place where directives may stand.</summary>
/// <param name="Owner">The definition around it.</param>
/// <param name="Node">The node that carries the directives.</param>
/// <param name="Location">The location's name, such as <c>FIELD_DEFINITION</c>.</param>
internal readonly record struct DirectiveSite(
    SdlDefinition Owner, SyntaxNode Node, string Location, IReadOnlyList<DirectiveNode> Directives);

/// <summary>Finds all such places of a document. Source: GraphQL §3.13 TypeSystemDirectiveLocation.</summary>
internal static class DirectiveSites
{
    public static List<DirectiveSite> Of(IEnumerable<SdlDefinition> definitions)
    {
        var sites = new List<DirectiveSite>();
        foreach (var definition in definitions)
        {
            var node = definition.Node;
            if (node is not DirectiveDefinitionNode)
            {
                sites.Add(new DirectiveSite(definition, node, LocationOf(node.Kind), node.Directives));
            }

            AddMembers(definition, sites);
        }

        return sites;
    }

    private static void AddMembers(SdlDefinition definition, List<DirectiveSite> sites)
    {
        switch (definition.Node)
        {
            case ComplexTypeDefinitionNode type:
                foreach (var field in type.Fields)
                {
                    AddInputs(definition, field.Arguments, "ARGUMENT_DEFINITION", sites);
                    sites.Add(new DirectiveSite(definition, field, "FIELD_DEFINITION", field.Directives));
                }

                break;
            case EnumTypeDefinitionNode type:
                sites.AddRange(type.Values.Select(
                    value => new DirectiveSite(definition, value, "ENUM_VALUE", value.Directives)));
                break;
            case InputObjectTypeDefinitionNode type:
                AddInputs(definition, type.Fields, "INPUT_FIELD_DEFINITION", sites);
                break;
            case DirectiveDefinitionNode directive:
                AddInputs(definition, directive.Arguments, "ARGUMENT_DEFINITION", sites);
                break;
        }
    }

    private static void AddInputs(
        SdlDefinition definition,
        IReadOnlyList<InputValueDefinitionNode> inputs,
        string location,
        List<DirectiveSite> sites)
    {
        foreach (var input in inputs)
        {
            sites.Add(new DirectiveSite(definition, input, location, input.Directives));
        }
    }

    private static string LocationOf(SyntaxKind kind) => kind switch
    {
        SyntaxKind.SchemaDefinition => "SCHEMA",
        SyntaxKind.ScalarTypeDefinition => "SCALAR",
        SyntaxKind.ObjectTypeDefinition => "OBJECT",
        SyntaxKind.InterfaceTypeDefinition => "INTERFACE",
        SyntaxKind.UnionTypeDefinition => "UNION",
        SyntaxKind.EnumTypeDefinition => "ENUM",
        _ => "INPUT_OBJECT",
    };
}
