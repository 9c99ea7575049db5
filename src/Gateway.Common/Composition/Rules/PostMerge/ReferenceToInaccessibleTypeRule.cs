using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>What clients see refers to nothing that they do not see.</summary>
/// <remarks>Source: Composite Schemas §4.4 Reference To Inaccessible Type; Apollo REFERENCED_INACCESSIBLE.</remarks>
internal static class ReferenceToInaccessibleTypeRule
{
    public static void Check(MergedView merged)
    {
        foreach (var (type, field) in merged.ShownFields)
        {
            Check(merged, $"{type.Name}.{field.Name}", field.Type, type.Name.Value, field.Name.Value);
        }

        foreach (var input in merged.ShownInputs)
        {
            Check(merged, input.Coordinate, input.Input.Type, input.Type, input.Member);
        }
    }

    private static void Check(MergedView merged, string coordinate, TypeNode type, string owner, string member)
    {
        if (MergedView.NameOf(type) is var name && merged.IsHidden(name))
        {
            merged.Add(
                CompositionErrorCodes.ReferenceToInaccessibleType, coordinate,
                $"{coordinate} is visible, but its type {name} is @inaccessible: hide the member too.", owner, member);
        }
    }
}
