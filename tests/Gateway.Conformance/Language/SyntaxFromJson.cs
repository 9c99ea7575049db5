using System.Text;
using System.Text.Json;
using Gateway.Common.Language;

namespace Gateway.Conformance.Language;

/// <summary>Makes nodes from the shape that the case files give trees in.</summary>
internal static class SyntaxFromJson
{
    private static readonly SourceSpan Nowhere = new(0, 0);

    public static SyntaxNode Convert(JsonElement json)
    {
        var kind = json.GetProperty("kind").GetString()!;
        var isExtension = kind.EndsWith("Extension", StringComparison.Ordinal);
        kind = isExtension ? kind.Replace("Extension", "Definition", StringComparison.Ordinal) : kind;
        return Enum.Parse<SyntaxKind>(kind) switch
        {
            SyntaxKind.Document => new DocumentNode([], All<DefinitionNode>(json, "definitions"), Nowhere),
            SyntaxKind.OperationDefinition => new OperationDefinitionNode(
                Description(json), Operation(json), OptionalName(json, "name"),
                All<VariableDefinitionNode>(json, "variableDefinitions"), Directives(json),
                Required<SelectionSetNode>(json, "selectionSet"), false, Nowhere),
            SyntaxKind.VariableDefinition => new VariableDefinitionNode(
                Description(json), Required<VariableNode>(json, "variable"), Required<TypeNode>(json, "type"),
                Optional<ValueNode>(json, "defaultValue"), Directives(json), Nowhere),
            SyntaxKind.SelectionSet => new SelectionSetNode(All<SelectionNode>(json, "selections"), Nowhere),
            SyntaxKind.Field => new FieldNode(
                OptionalName(json, "alias"), NameOf(json), All<ArgumentNode>(json, "arguments"), Directives(json),
                Optional<SelectionSetNode>(json, "selectionSet"), Nowhere),
            SyntaxKind.Argument => new ArgumentNode(NameOf(json), Required<ValueNode>(json, "value"), Nowhere),
            SyntaxKind.FragmentSpread => new FragmentSpreadNode(NameOf(json), Directives(json), Nowhere),
            SyntaxKind.InlineFragment => new InlineFragmentNode(
                Optional<NamedTypeNode>(json, "typeCondition"), Directives(json),
                Required<SelectionSetNode>(json, "selectionSet"), Nowhere),
            SyntaxKind.FragmentDefinition => new FragmentDefinitionNode(
                Description(json), NameOf(json), Required<NamedTypeNode>(json, "typeCondition"), Directives(json),
                Required<SelectionSetNode>(json, "selectionSet"), Nowhere),
            SyntaxKind.Directive => new DirectiveNode(NameOf(json), All<ArgumentNode>(json, "arguments"), Nowhere),
            SyntaxKind.ObjectField => new ObjectFieldNode(NameOf(json), Required<ValueNode>(json, "value"), Nowhere),
            var other => Value(json, other) ?? Type(json, other) ?? TypeSystem(json, other, isExtension),
        };
    }

    private static ValueNode? Value(JsonElement json, SyntaxKind kind) => kind switch
    {
        SyntaxKind.Variable => new VariableNode(NameOf(json), Nowhere),
        SyntaxKind.IntValue => new IntValueNode(Encoding.UTF8.GetBytes(json.Text("value")), Nowhere),
        SyntaxKind.FloatValue => new FloatValueNode(Encoding.UTF8.GetBytes(json.Text("value")), Nowhere),
        SyntaxKind.StringValue => new StringValueNode(
            Encoding.UTF8.GetBytes(json.Text("value")),
            json.TryGetProperty("block", out var block) && block.GetBoolean(), Nowhere),
        SyntaxKind.BooleanValue => new BooleanValueNode(json.GetProperty("value").GetBoolean(), Nowhere),
        SyntaxKind.NullValue => new NullValueNode(Nowhere),
        SyntaxKind.EnumValue => new EnumValueNode(new Name(json.Text("value")), Nowhere),
        SyntaxKind.ListValue => new ListValueNode(All<ValueNode>(json, "values"), Nowhere),
        SyntaxKind.ObjectValue => new ObjectValueNode(All<ObjectFieldNode>(json, "fields"), Nowhere),
        _ => null,
    };

    private static TypeNode? Type(JsonElement json, SyntaxKind kind) => kind switch
    {
        SyntaxKind.NamedType => new NamedTypeNode(NameOf(json), Nowhere),
        SyntaxKind.ListType => new ListTypeNode(Required<TypeNode>(json, "type"), Nowhere),
        SyntaxKind.NonNullType => new NonNullTypeNode(Required<TypeNode>(json, "type"), Nowhere),
        _ => null,
    };

    private static SyntaxNode TypeSystem(JsonElement json, SyntaxKind kind, bool isExtension) => kind switch
    {
        SyntaxKind.SchemaDefinition => new SchemaDefinitionNode(
            Description(json), isExtension, Directives(json),
            All<OperationTypeDefinitionNode>(json, "operationTypes"), Nowhere),
        SyntaxKind.OperationTypeDefinition => new OperationTypeDefinitionNode(
            Operation(json), Required<NamedTypeNode>(json, "type"), Nowhere),
        SyntaxKind.ScalarTypeDefinition => new ScalarTypeDefinitionNode(
            Description(json), isExtension, NameOf(json), Directives(json), Nowhere),
        SyntaxKind.ObjectTypeDefinition => new ObjectTypeDefinitionNode(
            Description(json), isExtension, NameOf(json), All<NamedTypeNode>(json, "interfaces"), Directives(json),
            All<FieldDefinitionNode>(json, "fields"), Nowhere),
        SyntaxKind.InterfaceTypeDefinition => new InterfaceTypeDefinitionNode(
            Description(json), isExtension, NameOf(json), All<NamedTypeNode>(json, "interfaces"), Directives(json),
            All<FieldDefinitionNode>(json, "fields"), Nowhere),
        SyntaxKind.UnionTypeDefinition => new UnionTypeDefinitionNode(
            Description(json), isExtension, NameOf(json), Directives(json), All<NamedTypeNode>(json, "types"),
            Nowhere),
        SyntaxKind.EnumTypeDefinition => new EnumTypeDefinitionNode(
            Description(json), isExtension, NameOf(json), Directives(json),
            All<EnumValueDefinitionNode>(json, "values"), Nowhere),
        SyntaxKind.InputObjectTypeDefinition => new InputObjectTypeDefinitionNode(
            Description(json), isExtension, NameOf(json), Directives(json),
            All<InputValueDefinitionNode>(json, "fields"), Nowhere),
        SyntaxKind.FieldDefinition => new FieldDefinitionNode(
            Description(json), NameOf(json), All<InputValueDefinitionNode>(json, "arguments"),
            Required<TypeNode>(json, "type"), Directives(json), Nowhere),
        SyntaxKind.InputValueDefinition => new InputValueDefinitionNode(
            Description(json), NameOf(json), Required<TypeNode>(json, "type"),
            Optional<ValueNode>(json, "defaultValue"), Directives(json), Nowhere),
        SyntaxKind.EnumValueDefinition => new EnumValueDefinitionNode(
            Description(json), NameOf(json), Directives(json), Nowhere),
        _ => new DirectiveDefinitionNode(
            Description(json), NameOf(json), All<InputValueDefinitionNode>(json, "arguments"),
            json.GetProperty("repeatable").GetBoolean(),
            [.. json.GetProperty("locations").EnumerateArray().Select(name => new Name(name.Text("value")))], Nowhere),
    };

    private static OperationType Operation(JsonElement json) =>
        Enum.Parse<OperationType>(json.GetProperty("operation").GetString()!, ignoreCase: true);

    private static StringValueNode? Description(JsonElement json) => Optional<StringValueNode>(json, "description");

    private static DirectiveNode[] Directives(JsonElement json) => All<DirectiveNode>(json, "directives");

    private static Name NameOf(JsonElement json) => OptionalName(json, "name")!.Value;

    private static Name? OptionalName(JsonElement json, string property) =>
        json.TryGetProperty(property, out var name) ? new Name(name.Text("value")) : null;

    private static T Required<T>(JsonElement json, string property)
        where T : SyntaxNode => (T)Convert(json.GetProperty(property));

    private static T? Optional<T>(JsonElement json, string property)
        where T : SyntaxNode => json.TryGetProperty(property, out var node) ? (T)Convert(node) : null;

    private static T[] All<T>(JsonElement json, string property)
        where T : SyntaxNode => json.TryGetProperty(property, out var nodes)
        ? [.. nodes.EnumerateArray().Select(node => (T)Convert(node))]
        : [];
}
