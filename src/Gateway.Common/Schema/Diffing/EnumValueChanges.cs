namespace Gateway.Common.Schema.Diffing;

/// <summary>Values that an enum gained or lost.</summary>
internal static class EnumValueChanges
{
    public static void Find(EnumType before, EnumType after, ChangeList changes)
    {
        foreach (var old in before.Values)
        {
            var coordinate = $"{before.Name}.{old.Name}";
            if (after.Values.Find(old.Utf8Name) is { } @new)
            {
                changes.Notes(
                    coordinate, old.Description, @new.Description, old.DeprecationReason, @new.DeprecationReason);
            }
            else
            {
                changes.Breaking("VALUE_REMOVED_FROM_ENUM", coordinate, $"The enum value {coordinate} was removed.");
            }
        }

        foreach (var @new in after.Values)
        {
            if (before.Values.Find(@new.Utf8Name) is null)
            {
                var coordinate = $"{before.Name}.{@new.Name}";
                changes.Dangerous("VALUE_ADDED_TO_ENUM", coordinate, $"The enum value {coordinate} was added.");
            }
        }
    }
}
