using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>A supergraph's document without join, link and core machinery.</summary>
internal static class PlainSchema
{
    public static DocumentNode Of(DocumentNode supergraph)
    {
        var definitions = supergraph.Definitions.Where(IsKept).Select(Strip).ToArray();
        return Parser.Parse(Printer.Print(new DocumentNode([], definitions, default)));
    }

    private static bool IsKept(DefinitionNode definition) => definition switch
    {
        TypeDefinitionNode type => !Words.IsMachinery(type.Name.Value),
        DirectiveDefinitionNode directive => directive.Locations.All(DirectiveLocationKinds.IsExecutable),
        SchemaDefinitionNode => true,
        _ => false,
    };

    private static DefinitionNode Strip(DefinitionNode definition) => definition switch
    {
        ObjectTypeDefinitionNode type => new ObjectTypeDefinitionNode(
            type.Description, false, type.Name, [.. type.Interfaces], Keep(type.Directives),
            [.. type.Fields.Select(Strip)], default),
        InterfaceTypeDefinitionNode type => new InterfaceTypeDefinitionNode(
            type.Description, false, type.Name, [.. type.Interfaces], Keep(type.Directives),
            [.. type.Fields.Select(Strip)], default),
        UnionTypeDefinitionNode type => new UnionTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), [.. type.Members], default),
        InputObjectTypeDefinitionNode type => new InputObjectTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), [.. type.Fields.Select(Strip)], default),
        EnumTypeDefinitionNode type => new EnumTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), [.. type.Values.Select(Strip)], default),
        ScalarTypeDefinitionNode type => new ScalarTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), default),
        SchemaDefinitionNode schema => new SchemaDefinitionNode(
            schema.Description, false, [], [.. schema.OperationTypes], default),
        _ => definition,
    };

    private static FieldDefinitionNode Strip(FieldDefinitionNode field) => new(
        field.Description, field.Name, [.. field.Arguments.Select(Strip)], field.Type, Keep(field.Directives), default);

    private static InputValueDefinitionNode Strip(InputValueDefinitionNode input) => new(
        input.Description, input.Name, input.Type, input.DefaultValue, Keep(input.Directives), default);

    private static EnumValueDefinitionNode Strip(EnumValueDefinitionNode value) => new(
        value.Description, value.Name, Keep(value.Directives), default);

    private static DirectiveNode[] Keep(IEnumerable<DirectiveNode> applied) =>
        [.. applied.Where(directive => !Words.IsMachinery(directive.Name.Value))];
}
