using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>A default that clients see names no enum value that they do not.</summary>
/// <remarks>Source: Composite Schemas §4.4 Enum Type Default Value Inaccessible.</remarks>
internal static class EnumTypeDefaultValueInaccessibleRule
{
    public static void Check(MergedView merged)
    {
        foreach (var input in merged.ShownInputs)
        {
            if (input.Input.DefaultValue is { } value && Hidden(merged, value, input.Input.Type) is { } hidden)
            {
                merged.Add(
                    CompositionErrorCodes.EnumTypeDefaultValueInaccessible, input.Coordinate,
                    $"The default of {input.Coordinate} is {hidden}, which is @inaccessible: choose another, or show "
                    + "it.",
                    input.Type, input.Member);
            }
        }
    }

    /// <summary>The first value in the default that is hidden, as a coordinate.</summary>
    private static string? Hidden(MergedView merged, ValueNode value, TypeNode type) => (value, type) switch
    {
        (_, NonNullTypeNode nonNull) => Hidden(merged, value, nonNull.NullableType),
        (ListValueNode list, ListTypeNode items) =>
            list.Values.Select(item => Hidden(merged, item, items.ElementType))
                .FirstOrDefault(found => found is not null),
        (_, ListTypeNode items) => Hidden(merged, value, items.ElementType),
        (EnumValueNode name, NamedTypeNode named) => HiddenValue(merged, name, named),
        (ObjectValueNode fields, NamedTypeNode named) => fields.Fields
            .Select(field => HiddenIn(merged, field, named)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? HiddenValue(MergedView merged, EnumValueNode name, NamedTypeNode type) =>
        merged.Find(type.Name.Value) is EnumTypeDefinitionNode values
        && !values.Values.Any(value => value.Name == name.Name && MergedView.IsShown(value.Directives))
            ? $"{type.Name}.{name.Name}"
            : null;

    private static string? HiddenIn(MergedView merged, ObjectFieldNode field, NamedTypeNode type) =>
        merged.Find(type.Name.Value) is InputObjectTypeDefinitionNode input
        && input.Fields.FirstOrDefault(own => own.Name == field.Name) is { } own
            ? Hidden(merged, field.Value, own.Type)
            : null;
}
