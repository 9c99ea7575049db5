using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>
/// Carries out <c>@bind(field: "Query.listOrders")</c>: an overlay's field takes over the call of an imported one.
/// </summary>
/// <remarks>
/// The imported field's directives are copied, and those of its arguments to arguments of the same
/// name.
/// </remarks>
internal static class OverlayBindings
{
    public static DefinitionNode Apply(
        DefinitionNode definition, IReadOnlyList<DefinitionNode> all, OverlayDiagnostics diagnostics) =>
        definition is ObjectTypeDefinitionNode type && type.Fields.Any(field => Find(field) is not null)
            ? new ObjectTypeDefinitionNode(
                type.Description,
                type.IsExtension,
                type.Name,
                [.. type.Interfaces],
                [.. type.Directives],
                [.. type.Fields.Select(field => Bind(field, all, diagnostics))],
                type.Span)
            : definition;

    private static FieldDefinitionNode Bind(
        FieldDefinitionNode field, IReadOnlyList<DefinitionNode> all, OverlayDiagnostics diagnostics)
    {
        if (Find(field) is not { } coordinate)
        {
            return field;
        }

        var dot = coordinate.IndexOf('.', StringComparison.Ordinal);
        var imported = dot < 0
            ? null
            : all.OfType<ObjectTypeDefinitionNode>()
                .FirstOrDefault(type => type.Name.Value == coordinate[..dot])?.Fields
                .FirstOrDefault(candidate => candidate.Name.Value == coordinate[(dot + 1)..]);
        if (imported is null)
        {
            diagnostics.BindingUnknown(field, coordinate);
            return field;
        }

        return new FieldDefinitionNode(
            field.Description ?? imported.Description,
            field.Name,
            [.. field.Arguments.Select(argument => WithWire(argument, imported))],
            field.Type,
            [
                .. OverlayUnwraps.Complete(
                    [.. field.Directives.Where(static directive => !directive.Name.Is("bind"u8))], imported.Type),
                .. imported.Directives.Where(static directive =>
                    !directive.Name.Is("hide"u8) && !directive.Name.Is("rename"u8)
                    && !directive.Name.Is("lookup"u8) && !directive.Name.Is("inferred"u8)),
            ],
            field.Span);
    }

    private static InputValueDefinitionNode WithWire(InputValueDefinitionNode argument, FieldDefinitionNode imported) =>
        imported.Arguments.FirstOrDefault(candidate => candidate.Name == argument.Name) is { } wire
            ? new InputValueDefinitionNode(
                argument.Description ?? wire.Description,
                argument.Name,
                argument.Type,
                argument.DefaultValue ?? wire.DefaultValue,
                [.. argument.Directives, .. wire.Directives.Where(static directive => !directive.Name.Is("is"u8))],
                argument.Span)
            : argument;

    private static string? Find(FieldDefinitionNode field) =>
        field.Directives.FirstOrDefault(static directive => directive.Name.Is("bind"u8))?.Arguments
            .FirstOrDefault(static argument => argument.Name.Is("field"u8))?.Value is StringValueNode coordinate
            ? coordinate.Value
            : null;
}

/// <summary>
/// Tells <c>@unwrap</c> and <c>@paging</c> the type that the answer had before the overlay gave the field another.
/// </summary>
internal static class OverlayUnwraps
{
    public static DirectiveNode[] Complete(IReadOnlyList<DirectiveNode> directives, TypeNode imported) =>
        [.. directives.Select(directive =>
            (directive.Name.Is("unwrap"u8) || directive.Name.Is("paging"u8))
            && !directive.Arguments.Any(static argument => argument.Name.Is("type"u8))
                ? new DirectiveNode(
                    directive.Name,
                    [.. directive.Arguments, TypeArgument(directive, imported, directive.Span)],
                    directive.Span)
                : directive)];

    /// <summary>Of <c>@paging</c> the whole type: the answer may be a list.</summary>
    private static ArgumentNode TypeArgument(DirectiveNode directive, TypeNode imported, SourceSpan span)
    {
        var type = directive.Name.Is("paging"u8) ? Printer.Print(imported) : TypeNames.Innermost(imported).Value;
        return new ArgumentNode(
            new Name("type"), new StringValueNode(Encoding.UTF8.GetBytes(type), isBlock: false, span), span);
    }
}
