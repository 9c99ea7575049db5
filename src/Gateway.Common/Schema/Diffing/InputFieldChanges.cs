namespace Gateway.Common.Schema.Diffing;

/// <summary>Fields of an input object that came, went or changed.</summary>
internal static class InputFieldChanges
{
    public static void Find(InputObjectType before, InputObjectType after, ChangeList changes)
    {
        if (!before.IsOneOf && after.IsOneOf)
        {
            changes.Breaking("ONE_OF_ADDED", before.Name, $"{before} takes exactly one field now.");
        }
        else if (before.IsOneOf && !after.IsOneOf)
        {
            changes.Safe("ONE_OF_REMOVED", before.Name, $"{before} takes any number of fields now.");
        }

        foreach (var old in before.Fields)
        {
            var coordinate = $"{before.Name}.{old.Name}";
            if (after.Fields.Find(old.Utf8Name) is { } @new)
            {
                Compare(coordinate, old, @new, changes);
            }
            else
            {
                changes.Breaking("FIELD_REMOVED", coordinate, $"The input field {coordinate} was removed.");
            }
        }

        foreach (var @new in after.Fields)
        {
            if (before.Fields.Find(@new.Utf8Name) is null)
            {
                Add(before, @new, changes);
            }
        }
    }

    private static void Add(InputObjectType type, InputValueDefinition field, ChangeList changes)
    {
        var coordinate = $"{type.Name}.{field.Name}";
        if (field.IsRequired)
        {
            changes.Breaking(
                "REQUIRED_INPUT_FIELD_ADDED", coordinate, $"The required {coordinate} was added.", type.Name);
        }
        else
        {
            changes.Dangerous("OPTIONAL_INPUT_FIELD_ADDED", coordinate, $"The optional {coordinate} was added.");
        }
    }

    private static void Compare(
        string coordinate, InputValueDefinition before, InputValueDefinition after, ChangeList changes)
    {
        changes.Notes(
            coordinate, before.Description, after.Description, before.DeprecationReason, after.DeprecationReason);
        if (!TypeCompatibility.IsSafeInput(before.Type, after.Type))
        {
            changes.Breaking(
                "FIELD_CHANGED_KIND", coordinate, $"{coordinate} changed from {before.Type} to {after.Type}.");
        }
        else if (before.Type.ToString() != after.Type.ToString())
        {
            changes.Safe("INPUT_TYPE_WIDENED", coordinate, $"{coordinate} accepts {after.Type} now.");
        }

        DefaultChanges.Find(
            DefaultChangeCodes.InputField, coordinate, before, after, coordinate[..coordinate.IndexOf('.')], changes);
    }
}
