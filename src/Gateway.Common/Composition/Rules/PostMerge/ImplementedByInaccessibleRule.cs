using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>What clients see of an interface they see of the types that implement it.</summary>
/// <remarks>Source: Composite Schemas §4.4 Implemented by Inaccessible; Apollo IMPLEMENTED_BY_INACCESSIBLE.</remarks>
internal static class ImplementedByInaccessibleRule
{
    public static void Check(MergedView merged)
    {
        foreach (var type in merged.Shown.OfType<ComplexTypeDefinitionNode>())
        {
            foreach (var field in type.Fields.Where(field => !MergedView.IsShown(field.Directives)))
            {
                if (type.Interfaces.FirstOrDefault(face => IsShown(merged, face, field.Name)) is { } face)
                {
                    merged.Add(
                        CompositionErrorCodes.ImplementedByInaccessible, $"{type.Name}.{field.Name}",
                        $"{type.Name}.{field.Name} is @inaccessible, but {face.Name}.{field.Name} that it implements "
                        + "is visible: hide both, or none.",
                        type.Name.Value, field.Name.Value);
                }
            }
        }
    }

    private static bool IsShown(MergedView merged, NamedTypeNode face, Name field) =>
        !merged.IsHidden(face.Name.Value)
        && merged.Find(face.Name.Value) is InterfaceTypeDefinitionNode type
        && type.Fields.Any(own => own.Name == field && MergedView.IsShown(own.Directives));
}
