using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>What is taken over provides nothing and requires nothing where it was.</summary>
/// <remarks>Source: Apollo Federation OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE.</remarks>
internal static class OverrideCollisionRule
{
    private static readonly string[] Colliding = [Words.Provides, Words.Requires];

    public static void Check(MergeContext context)
    {
        foreach (var found in context.Overrides.All)
        {
            var group = context.Find(found.By.NameOf(found.Field.DeclaringType));
            var taken = group is null ? null : context.FieldsOf(group).GetValueOrDefault(found.Field.Name)?
                .Find(occurrence => occurrence.Facts.Name == found.From && occurrence.Facts != found.By);
            if (taken is null || Array.Find(Colliding, word => taken.Facts.Has(taken.Field, word)) is not { } word)
            {
                continue;
            }

            context.Errors.Add(
                CompositionErrorCodes.OverrideCollision, found.By, found.Field,
                $"{found.Field.Coordinate} takes over from '{found.From}', where the field has @{word}: remove that "
                + "directive there first.");
        }
    }
}
