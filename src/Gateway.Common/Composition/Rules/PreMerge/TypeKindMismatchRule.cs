using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>A name means one kind of type in all sources.</summary>
/// <remarks>Source: Composite Schemas §4.2 Type Kind Mismatch.</remarks>
internal static class TypeKindMismatchRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups)
        {
            var leading = group.Occurrences.First(occurrence => occurrence.Type == group.Leading);
            foreach (var other in group.Occurrences)
            {
                if (!other.IsInterfaceObject && other.Type.GetType() != leading.Type.GetType())
                {
                    context.Errors.Add(
                        CompositionErrorCodes.TypeKindMismatch, other.Facts, other.Type,
                        $"{group.Name} is {Kind(other.Type)} in '{other.Facts.Name}' and {Kind(leading.Type)} in "
                        + $"'{leading.Facts.Name}': rename one of them.");
                }
            }
        }
    }

    private static string Kind(NamedType type) => type switch
    {
        ScalarType => "a scalar",
        EnumType => "an enum",
        UnionType => "a union",
        InputObjectType => "an input object",
        InterfaceType => "an interface",
        _ => "an object type",
    };
}
