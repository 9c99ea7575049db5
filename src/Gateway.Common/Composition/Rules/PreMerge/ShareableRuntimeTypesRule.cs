using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>Sources that share a field of an abstract type agree on some type that it can be.</summary>
/// <remarks>Source: Apollo Federation SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES.</remarks>
internal static class ShareableRuntimeTypesRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.SharedFields.Where(field => field.Type.Leading is ObjectType))
        {
            var resolved = group.All.FindAll(context.IsResolved);
            if (resolved.Count < 2 || resolved.TrueForAll(occurrence => occurrence.Facts.Dialect == Dialect.Composite)
                || !resolved.Exists(occurrence => occurrence.Field.Type.Named.IsAbstract)
                || LeastRestrictiveType.Of(context, resolved) is null)
            {
                continue;
            }

            var first = resolved[0];
            var types = TypesOf(first);
            if (resolved.Find(other => TypesOf(other) is { Count: > 0 } own && types.Count > 0 && !own.Overlaps(types))
                is { } apart)
            {
                context.Errors.Add(
                    CompositionErrorCodes.ShareableRuntimeTypes, apart.Facts, group.Coordinate,
                    $"{group.Coordinate} is shared by '{first.Facts.Name}' and '{apart.Facts.Name}', but no object can "
                    + "come of both, as they have no possible type in common: add one, or do not share the field.",
                    apart.Field.Syntax);
            }
        }
    }

    private static HashSet<string> TypesOf(FieldOccurrence occurrence)
    {
        var facts = occurrence.Facts;
        return [.. facts.Schema.PossibleTypes(occurrence.Field.Type.Named).ToArray()
            .Where(type => !facts.IsInterfaceObject(type))
            .Select(facts.NameOf)];
    }
}
