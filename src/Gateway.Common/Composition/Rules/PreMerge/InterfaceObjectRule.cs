using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An interface object stands for an interface of another source, beside none of its objects.</summary>
/// <remarks>
/// Source: Apollo Federation 2.3 INTERFACE_OBJECT_USAGE_ERROR, INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE.
/// </remarks>
internal static class InterfaceObjectRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups)
        {
            var stand = group.Occurrences.FirstOrDefault(occurrence => occurrence.IsInterfaceObject);
            if (stand is null)
            {
                continue;
            }

            if (group.Leading is not InterfaceType)
            {
                context.Errors.Add(
                    CompositionErrorCodes.InterfaceObjectWithoutInterface, stand.Facts, stand.Type,
                    $"{group.Name} is an @interfaceObject, but no source defines the interface: add it.");
                continue;
            }

            CheckImplementations(context, group);
        }
    }

    /// <summary>Who can be asked for the interface by key has to know all its objects.</summary>
    private static void CheckImplementations(MergeContext context, TypeGroup group)
    {
        var all = context.Groups
            .Where(other => other.Leading is ObjectType && context.Supertypes.Of(other.Name).Contains(group.Name))
            .Select(other => other.Name)
            .ToList();
        foreach (var occurrence in group.Occurrences)
        {
            if (occurrence.Type is not InterfaceType
                || !occurrence.Facts.KeysOf(occurrence.Type).Any(key => key.IsResolvable))
            {
                continue;
            }

            foreach (var missing in all.Where(name => !occurrence.Facts.Types.ContainsKey(name)))
            {
                context.Errors.Add(
                    CompositionErrorCodes.InterfaceKeyMissingImplementation, occurrence.Facts, occurrence.Type,
                    $"'{occurrence.Facts.Name}' resolves {group.Name} by key but does not know {missing}, which "
                    + "implements it elsewhere: add the type, or set the key's resolvable to false.");
            }
        }
    }
}
