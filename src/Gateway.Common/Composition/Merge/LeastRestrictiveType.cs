using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Finds the one type that holds what any of several sources may answer.</summary>
/// <remarks>
/// Shape: null where there is none; the order of the sources does not matter. Nullable wins, and of several composite
/// types the one with the fewest possible types that covers all. Source: Composite Schemas §4.3 Least Restrictive Type.
/// </remarks>
internal static class LeastRestrictiveType
{
    public static TypeNode? Of(MergeContext context, List<FieldOccurrence> occurrences)
    {
        var first = occurrences[0];
        if (occurrences.Count == 1)
        {
            return TypeReferences.Of(first.Facts, first.Field.Type);
        }

        return Of(
            context, [.. occurrences.Select(occurrence => TypeReferences.Of(occurrence.Facts, occurrence.Field.Type))]);
    }

    private static TypeNode? Of(MergeContext context, TypeNode[] types)
    {
        var isNonNull = Array.TrueForAll(types, type => type is NonNullTypeNode);
        var inner = Array.ConvertAll(types, TypeReferences.Nullable);
        TypeNode? merged = Array.Exists(inner, type => type is ListTypeNode)
            ? OfLists(context, inner)
            : OfNamed(context, Array.ConvertAll(inner, type => ((NamedTypeNode)type).Name.Value));
        return merged is not null && isNonNull ? new NonNullTypeNode(merged, default) : merged;
    }

    private static ListTypeNode? OfLists(MergeContext context, TypeNode[] types) =>
        Array.TrueForAll(types, type => type is ListTypeNode)
        && Of(context, Array.ConvertAll(types, type => ((ListTypeNode)type).ElementType)) is { } element
            ? new ListTypeNode(element, default)
            : null;

    private static NamedTypeNode? OfNamed(MergeContext context, string[] names)
    {
        var candidates = names.Distinct().ToList();
        var found = candidates.Count == 1 ? candidates[0] : candidates
            .Where(candidate => candidates.TrueForAll(name => IsSupertype(context, candidate, name)))
            .OrderBy(candidate => context.Supertypes.PossibleTypes(candidate).Count)
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return found is null ? null : new NamedTypeNode(new Name(found), default);
    }

    private static bool IsSupertype(MergeContext context, string candidate, string name)
    {
        if (candidate == name)
        {
            return true;
        }

        var isAbstract = context.Find(candidate)?.Leading is InterfaceType or UnionType;
        return isAbstract && context.Find(name)?.Leading is { IsComposite: true }
            && (context.Supertypes.Of(name).Contains(candidate)
                || (context.Supertypes.PossibleTypes(name) is { Count: > 0 } possible
                    && possible.IsSubsetOf(context.Supertypes.PossibleTypes(candidate))));
    }
}
