using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>A type that implements an interface has all its fields, also those that other sources add to it.</summary>
/// <remarks>
/// Source: Composite Schemas §4.4 Interface Field No Implementation; Apollo INTERFACE_FIELD_NO_IMPLEM.
/// </remarks>
internal static class InterfaceFieldNoImplementationRule
{
    public static void Check(MergedView merged)
    {
        foreach (var type in merged.Shown.OfType<ComplexTypeDefinitionNode>())
        {
            var own = type.Fields.Select(field => field.Name).ToHashSet();
            foreach (var face in type.Interfaces)
            {
                foreach (var missing in FieldsOf(merged, face).Where(field => !own.Contains(field.Name)))
                {
                    merged.Add(
                        CompositionErrorCodes.InterfaceFieldNoImplementation, $"{type.Name}.{missing.Name}",
                        $"{type.Name} implements {face.Name}, but no source gives it the field {missing.Name} that "
                        + "the interface has: add it.",
                        type.Name.Value);
                }
            }
        }
    }

    private static IEnumerable<FieldDefinitionNode> FieldsOf(MergedView merged, NamedTypeNode face) =>
        merged.Find(face.Name.Value) is InterfaceTypeDefinitionNode type ? type.Fields : [];
}
