using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Assembly;

/// <summary>Takes from a merged schema what clients do not see.</summary>
/// <remarks>Source: Composite Schemas §2.2 @inaccessible; Apollo Federation API schema.</remarks>
internal static class ApiSchema
{
    /// <summary>What clients are told of, and what their operations are measured by.</summary>
    private static readonly HashSet<string> Shown =
        ["deprecated", "specifiedBy", "oneOf", Words.Cost, Words.ListSize];

    public static DocumentNode Of(DocumentNode merged)
    {
        var hidden = merged.Definitions.OfType<TypeDefinitionNode>()
            .Where(type => IsInaccessible(type.Directives))
            .Select(type => type.Name)
            .ToHashSet();
        var definitions = merged.Definitions
            .Where(definition => IsShown(definition, hidden))
            .Select(definition => Trim(definition, hidden))
            .ToArray();
        return merged.With(definitions);
    }

    public static bool IsInaccessible(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives.Elements())
        {
            if (directive.Name.Is("inaccessible"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsShown(DefinitionNode definition, HashSet<Name> hidden) => definition switch
    {
        TypeDefinitionNode type => !hidden.Contains(type.Name),
        DirectiveDefinitionNode directive => directive.Locations.Any(DirectiveLocationKinds.IsExecutable),
        _ => true,
    };

    private static DefinitionNode Trim(DefinitionNode definition, HashSet<Name> hidden) => definition switch
    {
        ObjectTypeDefinitionNode type => new ObjectTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Interfaces, hidden), Keep(type.Directives),
            Keep(type.Fields), default),
        InterfaceTypeDefinitionNode type => new InterfaceTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Interfaces, hidden), Keep(type.Directives),
            Keep(type.Fields), default),
        UnionTypeDefinitionNode type => new UnionTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), Keep(type.Members, hidden), default),
        InputObjectTypeDefinitionNode type => new InputObjectTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), Keep(type.Fields), default),
        EnumTypeDefinitionNode type => new EnumTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), Keep(type.Values), default),
        ScalarTypeDefinitionNode type => new ScalarTypeDefinitionNode(
            type.Description, false, type.Name, Keep(type.Directives), default),
        SchemaDefinitionNode schema => new SchemaDefinitionNode(
            schema.Description, false, Keep(schema.Directives),
            [.. schema.OperationTypes.Where(root => !hidden.Contains(root.Type.Name))], default),
        DirectiveDefinitionNode directive => new DirectiveDefinitionNode(
            directive.Description, directive.Name, Keep(directive.Arguments), directive.IsRepeatable,
            [.. directive.Locations.Where(DirectiveLocationKinds.IsExecutable)], default),
        _ => definition,
    };

    private static DirectiveNode[] Keep(IReadOnlyList<DirectiveNode> directives) =>
        directives is [] ? [] : [.. directives.Where(directive => Shown.Contains(directive.Name.Value))];

    private static NamedTypeNode[] Keep(IEnumerable<NamedTypeNode> types, HashSet<Name> hidden) =>
        [.. types.Where(type => !hidden.Contains(type.Name))];

    private static FieldDefinitionNode[] Keep(IEnumerable<FieldDefinitionNode> fields) =>
        [.. fields.Where(field => !IsInaccessible(field.Directives)).Select(
            field => field is { Arguments: [], Directives: [] } ? field : new FieldDefinitionNode(
                field.Description, field.Name, Keep(field.Arguments), field.Type, Keep(field.Directives), default))];

    private static InputValueDefinitionNode[] Keep(IEnumerable<InputValueDefinitionNode> inputs) =>
        [.. inputs.Where(input => !IsInaccessible(input.Directives)).Select(
            input => input.Directives is [] ? input : new InputValueDefinitionNode(
                input.Description, input.Name, input.Type, input.DefaultValue, Keep(input.Directives), default))];

    private static EnumValueDefinitionNode[] Keep(IEnumerable<EnumValueDefinitionNode> values) =>
        [.. values.Where(value => !IsInaccessible(value.Directives)).Select(value => new EnumValueDefinitionNode(
            value.Description, value.Name, Keep(value.Directives), default))];
}
