using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>
/// Carries out <c>@hide</c> and <c>@rename</c>, in definitions and in every reference to a renamed
/// type.
/// </summary>
internal sealed class OverlayRenames(IReadOnlyList<DefinitionNode> definitions)
{
    private readonly Dictionary<Name, Name> _types = definitions
        .OfType<TypeDefinitionNode>()
        .Where(type => NewName(type.Directives) is not null)
        .ToDictionary(type => type.Name, type => NewName(type.Directives)!.Value);

    public IEnumerable<DefinitionNode> Apply() => definitions
        .Where(definition => definition is not TypeSystemNode node || !IsHidden(node.Directives))
        .Select(definition => definition switch
        {
            ObjectTypeDefinitionNode type => new ObjectTypeDefinitionNode(
                type.Description,
                type.IsExtension,
                Of(type.Name),
                [.. type.Interfaces.Select(Of)],
                Directives(type.Name, type.Directives),
                Fields(type.Fields),
                type.Span),
            InterfaceTypeDefinitionNode type => new InterfaceTypeDefinitionNode(
                type.Description,
                type.IsExtension,
                Of(type.Name),
                [.. type.Interfaces.Select(Of)],
                Directives(type.Name, type.Directives),
                Fields(type.Fields),
                type.Span),
            UnionTypeDefinitionNode type => new UnionTypeDefinitionNode(
                type.Description,
                type.IsExtension,
                Of(type.Name),
                Directives(type.Name, type.Directives),
                [.. type.Members.Select(Of)],
                type.Span),
            EnumTypeDefinitionNode type => new EnumTypeDefinitionNode(
                type.Description,
                type.IsExtension,
                Of(type.Name),
                Directives(type.Name, type.Directives),
                [.. type.Values.Where(value => !IsHidden(value.Directives)).Select(value => new EnumValueDefinitionNode(
                    value.Description,
                    NewName(value.Directives) ?? value.Name,
                    Directives(value.Name, value.Directives),
                    value.Span))],
                type.Span),
            InputObjectTypeDefinitionNode type => new InputObjectTypeDefinitionNode(
                type.Description,
                type.IsExtension,
                Of(type.Name),
                Directives(type.Name, type.Directives),
                Inputs(type.Fields),
                type.Span),
            ScalarTypeDefinitionNode type => new ScalarTypeDefinitionNode(
                type.Description,
                type.IsExtension,
                Of(type.Name),
                Directives(type.Name, type.Directives),
                type.Span),
            _ => definition,
        })
        .Where(static definition => !IsEmptied(definition));

    private FieldDefinitionNode[] Fields(IReadOnlyList<FieldDefinitionNode> fields) =>
        [.. fields.Where(field => !IsHidden(field.Directives)).Select(field => new FieldDefinitionNode(
            field.Description,
            NewName(field.Directives) ?? field.Name,
            Inputs(field.Arguments),
            Of(field.Type),
            Directives(field.Name, field.Directives),
            field.Span))];

    private InputValueDefinitionNode[] Inputs(IReadOnlyList<InputValueDefinitionNode> inputs) =>
        [.. inputs.Where(input => !IsHidden(input.Directives)).Select(input => new InputValueDefinitionNode(
            input.Description,
            NewName(input.Directives) ?? input.Name,
            Of(input.Type),
            input.DefaultValue,
            Directives(input.Name, input.Directives),
            input.Span))];

    private TypeNode Of(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => new NonNullTypeNode(Of(nonNull.NullableType), nonNull.Span),
        ListTypeNode list => new ListTypeNode(Of(list.ElementType), list.Span),
        _ => Of((NamedTypeNode)type),
    };

    private NamedTypeNode Of(NamedTypeNode type) =>
        _types.TryGetValue(type.Name, out var renamed) ? new NamedTypeNode(renamed, type.Span) : type;

    private Name Of(Name type) => _types.TryGetValue(type, out var renamed) ? renamed : type;

    /// <summary>Without the overlay's own words; a renamed member keeps its wire name.</summary>
    private DirectiveNode[] Directives(Name name, IReadOnlyList<DirectiveNode> directives)
    {
        var kept = directives.Where(directive => !directive.Name.Is("rename"u8)).Select(Unwrapping).ToList();
        if (kept.Count < directives.Count && !kept.Exists(directive => directive.Name.Is("source"u8)))
        {
            var value = new StringValueNode(Encoding.UTF8.GetBytes(name.Value), isBlock: false, name.Span);
            kept.Add(new DirectiveNode(
                new Name("source"), [new ArgumentNode(new Name("name"), value, name.Span)], name.Span));
        }

        return [.. kept];
    }

    /// <summary><c>@unwrap</c> and <c>@paging</c> name a type in a string.</summary>
    private DirectiveNode Unwrapping(DirectiveNode directive) =>
        directive.Name.Is("unwrap"u8) || directive.Name.Is("paging"u8)
        ? new DirectiveNode(directive.Name, [.. directive.Arguments.Select(Retyped)], directive.Span)
        : directive;

    private ArgumentNode Retyped(ArgumentNode argument) =>
        argument.Name.Is("type"u8)
        && argument.Value is StringValueNode text
        && _types.TryGetValue(new Name(text.Value), out var renamed)
            ? new ArgumentNode(
                argument.Name,
                new StringValueNode(Encoding.UTF8.GetBytes(renamed.Value), isBlock: false, text.Span),
                argument.Span)
            : argument;

    /// <summary>A type of which everything is hidden is hidden itself.</summary>
    private static bool IsEmptied(DefinitionNode definition) => definition switch
    {
        ComplexTypeDefinitionNode type => type.Fields.Count == 0,
        EnumTypeDefinitionNode type => type.Values.Count == 0,
        InputObjectTypeDefinitionNode type => type.Fields.Count == 0,
        _ => false,
    };

    private static bool IsHidden(IReadOnlyList<DirectiveNode> directives) =>
        directives.Any(directive => directive.Name.Is("hide"u8));

    private static Name? NewName(IReadOnlyList<DirectiveNode> directives)
    {
        var rename = directives.FirstOrDefault(directive => directive.Name.Is("rename"u8));
        return rename?.Arguments.FirstOrDefault(argument => argument.Name.Is("to"u8))?.Value is StringValueNode to
            ? new Name(to.Value)
            : null;
    }
}
