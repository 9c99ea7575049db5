using Gateway.Common.Language;

namespace Gateway.Common.Schema.Diffing;

/// <summary>Root types that came, went or have another type now.</summary>
internal static class RootTypeChanges
{
    public static void Find(GraphQLSchema before, GraphQLSchema after, ChangeList changes)
    {
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            var (old, @new) = (before.RootType(operation), after.RootType(operation));
            var name = operation.ToString().ToLowerInvariant();
            if (old is null && @new is not null)
            {
                changes.Safe("ROOT_TYPE_ADDED", @new.Name, $"{@new} was added as the {name} type.");
            }
            else if (old is not null && @new is null && after.FindType(old.Name) is not null)
            {
                changes.Breaking("ROOT_TYPE_REMOVED", old.Name, $"There is no {name} type any more.");
            }
            else if (old is not null && @new is not null && old.Name != @new.Name
                && after.FindType(old.Name) is not null)
            {
                changes.Breaking("ROOT_TYPE_CHANGED", old.Name, $"The {name} type is {@new} now, not {old}.");
            }
        }

        changes.Notes("schema", before.Description, after.Description, null, null);
    }
}
