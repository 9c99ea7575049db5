using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>Takes back what an importer inferred where the overlay speaks of the same.</summary>
/// <remarks>
/// Shape: an inferred lookup goes when the overlay changes the field's arguments, type or calling, or has a lookup of
/// its own for the type; an inferred key or link goes when the overlay hides or renames a field that it is made of,
/// and an inferred key when the overlay writes keys itself.
/// </remarks>
internal sealed class OverlayInference(DocumentNode overlay)
{
    private static readonly string[] Replacing = ["hide", "lookup", "internal", "unwrap", "from", "paging", "is"];

    private readonly ILookup<Name, ComplexTypeDefinitionNode> _patches =
        overlay.Definitions.OfType<ComplexTypeDefinitionNode>().ToLookup(static type => type.Name);

    private readonly HashSet<Name> _lookedUp =
    [
        .. overlay.Definitions.OfType<ComplexTypeDefinitionNode>().SelectMany(static type => type.Fields)
            .Where(static field => Has(field.Directives, "lookup"))
            .Select(static field => TypeNames.Innermost(field.Type)),
    ];

    public DefinitionNode Apply(DefinitionNode definition)
    {
        if (definition is not ObjectTypeDefinitionNode type
            || !DirectivesIn.Of(definition).Any(static directive => directive.Name.Is("inferred"u8)))
        {
            return definition;
        }

        var gone = _patches[type.Name].SelectMany(static patch => patch.Fields)
            .Where(static field => Has(field.Directives, "hide") || Has(field.Directives, "rename"))
            .Select(static field => field.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        return new ObjectTypeDefinitionNode(
            type.Description,
            type.IsExtension,
            type.Name,
            [.. type.Interfaces],
            Keys(type, gone),
            [.. type.Fields.Where(field => !IsBroken(field, gone)).Select(field => Field(type, field))],
            type.Span);
    }

    private DirectiveNode[] Keys(ObjectTypeDefinitionNode type, HashSet<string> gone)
    {
        if (!Has(type.Directives, "inferred"))
        {
            return [.. type.Directives];
        }

        var isWritten = _patches[type.Name].Any(static patch => Has(patch.Directives, "key"));
        DirectiveNode[] kept =
        [
            .. type.Directives.Where(directive =>
                !directive.Name.Is("key"u8) || (!isWritten && !FieldsOf(directive).Any(gone.Contains))),
        ];
        return kept.Any(static directive => directive.Name.Is("key"u8))
            ? kept
            : [.. kept.Where(static directive => !directive.Name.Is("inferred"u8))];
    }

    /// <summary>A link that takes what is no longer there under that name.</summary>
    private static bool IsBroken(FieldDefinitionNode field, HashSet<string> gone) =>
        Has(field.Directives, "inferred")
        && field.Arguments.SelectMany(static argument => argument.Directives)
            .Where(static directive => directive.Name.Is("require"u8))
            .SelectMany(FieldsOf)
            .Any(gone.Contains);

    private FieldDefinitionNode Field(ObjectTypeDefinitionNode type, FieldDefinitionNode field)
    {
        if (!Has(field.Directives, "inferred") || !Has(field.Directives, "lookup") || !IsReplaced(type, field))
        {
            return field;
        }

        return new FieldDefinitionNode(
            field.Description,
            field.Name,
            [.. field.Arguments.Select(WithoutIs)],
            field.Type,
            [.. field.Directives.Where(static directive =>
                !directive.Name.Is("inferred"u8) && !directive.Name.Is("lookup"u8))],
            field.Span);
    }

    private bool IsReplaced(ObjectTypeDefinitionNode type, FieldDefinitionNode field)
    {
        var result = TypeNames.Innermost(field.Type);
        var keyIsGone = _patches[result].SelectMany(static patch => patch.Fields)
            .Any(static member => Has(member.Directives, "hide") || Has(member.Directives, "rename"));
        return keyIsGone
            || _lookedUp.Contains(result)
            || _patches[type.Name].SelectMany(static patch => patch.Fields).Any(change =>
                change.Name == field.Name
                && (change.Arguments.Count > 0
                    || TypeNames.Innermost(change.Type) != result
                    || change.Type is ListTypeNode
                    || Replacing.Any(word => Has(change.Directives, word))));
    }

    private static InputValueDefinitionNode WithoutIs(InputValueDefinitionNode argument) => new(
        argument.Description,
        argument.Name,
        argument.Type,
        argument.DefaultValue,
        [.. argument.Directives.Where(static directive => !directive.Name.Is("is"u8))],
        argument.Span);

    /// <summary>The fields in a directive's one selection: importers write names apart by spaces.</summary>
    private static string[] FieldsOf(DirectiveNode directive) =>
        directive.Arguments is [{ Value: StringValueNode text }, ..] ? text.Value.Split(' ') : [];

    private static bool Has(IReadOnlyList<DirectiveNode> directives, string word) =>
        directives.Any(directive => directive.Name.Value == word);
}
