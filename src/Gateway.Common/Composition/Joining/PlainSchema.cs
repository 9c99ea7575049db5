using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>A supergraph's document without join, link and core machinery.</summary>
/// <remarks>What stays of applied directives has the specifications' own names, whatever the document calls it.
/// </remarks>
internal sealed class PlainSchema
{
    private readonly DirectiveNames _names;

    private PlainSchema(DirectiveNames names) => _names = names;

    public static DocumentNode Of(DocumentNode supergraph)
    {
        var names = new DirectiveNames(
            supergraph.Definitions.OfType<SchemaDefinitionNode>().SelectMany(schema => schema.Directives));
        var plain = new PlainSchema(names);
        var definitions = supergraph.Definitions.Where(plain.IsKept).Select(plain.Strip).ToArray();
        return supergraph.With(definitions);
    }

    private bool IsKept(DefinitionNode definition) => definition switch
    {
        TypeDefinitionNode type => !_names.IsMachinery(type.Name.Value),
        DirectiveDefinitionNode directive => !Words.IsMachinery(directive.Name.Value)
            && !Words.IsFederation(_names.Canonical(directive.Name)),
        SchemaDefinitionNode => true,
        _ => false,
    };

    private DefinitionNode Strip(DefinitionNode definition) => definition switch
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

    private FieldDefinitionNode Strip(FieldDefinitionNode field) => field is { Arguments: [], Directives: [] }
        ? field
        : new FieldDefinitionNode(
            field.Description, field.Name, [.. field.Arguments.Select(Strip)], field.Type, Keep(field.Directives),
            default);

    private InputValueDefinitionNode Strip(InputValueDefinitionNode input) => input.Directives is []
        ? input
        : new InputValueDefinitionNode(
            input.Description, input.Name, input.Type, input.DefaultValue, Keep(input.Directives), default);

    private EnumValueDefinitionNode Strip(EnumValueDefinitionNode value) => new(
        value.Description, value.Name, Keep(value.Directives), default);

    private DirectiveNode[] Keep(IReadOnlyList<DirectiveNode> applied)
    {
        List<DirectiveNode>? kept = null;
        foreach (var directive in applied.Elements())
        {
            var word = _names.Canonical(directive.Name);
            if (!Words.IsConsumed(word))
            {
                (kept ??= []).Add(new DirectiveNode(new Name(word), [.. directive.Arguments], default));
            }
        }

        return kept is null ? [] : [.. kept];
    }
}
