using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>Merges an overlay's type into the imported one.</summary>
internal static class TypeMerge
{
    /// <returns>Null where the kinds differ, after a diagnostic.</returns>
    public static TypeDefinitionNode? Merge(
        TypeDefinitionNode type, TypeDefinitionNode patch, OverlayDiagnostics diagnostics)
    {
        var description = patch.Description ?? type.Description;
        var directives = Concat(type.Directives, patch.Directives);
        switch (type, patch)
        {
            case (ObjectTypeDefinitionNode known, ObjectTypeDefinitionNode change):
                return new ObjectTypeDefinitionNode(
                    description,
                    false,
                    type.Name,
                    Interfaces(known, change),
                    directives,
                    Fields(known, change),
                    type.Span);
            case (InterfaceTypeDefinitionNode known, InterfaceTypeDefinitionNode change):
                return new InterfaceTypeDefinitionNode(
                    description,
                    false,
                    type.Name,
                    Interfaces(known, change),
                    directives,
                    Fields(known, change),
                    type.Span);
            case (UnionTypeDefinitionNode known, UnionTypeDefinitionNode change):
                return new UnionTypeDefinitionNode(
                    description, false, type.Name, directives, [.. known.Members, .. change.Members], type.Span);
            case (EnumTypeDefinitionNode known, EnumTypeDefinitionNode change):
                return new EnumTypeDefinitionNode(
                    description, false, type.Name, directives, Values(known, change), type.Span);
            case (InputObjectTypeDefinitionNode known, InputObjectTypeDefinitionNode change):
                return new InputObjectTypeDefinitionNode(
                    description, false, type.Name, directives, Inputs(known.Fields, change.Fields), type.Span);
            case (ScalarTypeDefinitionNode, ScalarTypeDefinitionNode):
                return new ScalarTypeDefinitionNode(description, false, type.Name, directives, type.Span);
            default:
                diagnostics.Mismatch(patch);
                return null;
        }
    }

    /// <summary>
    /// A type that only the overlay has; an extension of a root type that the source lacks becomes its
    /// definition.
    /// </summary>
    public static TypeDefinitionNode AsDefinition(TypeDefinitionNode type) =>
        type is ObjectTypeDefinitionNode { IsExtension: true } extension
            ? new ObjectTypeDefinitionNode(
                null,
                false,
                type.Name,
                [.. extension.Interfaces],
                [.. extension.Directives],
                [.. extension.Fields],
                type.Span)
            : type;

    private static NamedTypeNode[] Interfaces(ComplexTypeDefinitionNode known, ComplexTypeDefinitionNode change) =>
        [.. known.Interfaces.Concat(change.Interfaces).DistinctBy(face => face.Name)];

    private static FieldDefinitionNode[] Fields(ComplexTypeDefinitionNode known, ComplexTypeDefinitionNode change) =>
        Join(known.Fields, change.Fields, static field => field.Name, static (field, patch) => new FieldDefinitionNode(
            patch.Description ?? field.Description,
            field.Name,
            Inputs(field.Arguments, patch.Arguments),
            patch.Type,
            Concat(field.Directives, OverlayUnwraps.Complete(patch.Directives, field.Type)),
            field.Span));

    private static InputValueDefinitionNode[] Inputs(
        IReadOnlyList<InputValueDefinitionNode> known, IReadOnlyList<InputValueDefinitionNode> change) =>
        Join(known, change, static input => input.Name, static (input, patch) => new InputValueDefinitionNode(
            patch.Description ?? input.Description,
            input.Name,
            patch.Type,
            patch.DefaultValue ?? input.DefaultValue,
            Concat(input.Directives, patch.Directives),
            input.Span));

    private static EnumValueDefinitionNode[] Values(EnumTypeDefinitionNode known, EnumTypeDefinitionNode change) =>
        Join(
            known.Values,
            change.Values,
            static value => value.Name,
            static (value, patch) => new EnumValueDefinitionNode(
            patch.Description ?? value.Description,
            value.Name,
            Concat(value.Directives, patch.Directives),
            value.Span));

    private static T[] Join<T>(
        IReadOnlyList<T> known, IReadOnlyList<T> change, Func<T, Name> nameOf, Func<T, T, T> merge)
        where T : class
    {
        var joined = known.ToList();
        foreach (var patch in change)
        {
            var index = joined.FindIndex(candidate => nameOf(candidate) == nameOf(patch));
            if (index < 0)
            {
                joined.Add(patch);
            }
            else
            {
                joined[index] = merge(joined[index], patch);
            }
        }

        return [.. joined];
    }

    private static DirectiveNode[] Concat(IReadOnlyList<DirectiveNode> left, IReadOnlyList<DirectiveNode> right) =>
        [.. left, .. right];
}
