namespace Gateway.Common.Schema.Diffing;

/// <summary>Fields of an object or interface, and their arguments, that came, went or changed.</summary>
internal static class FieldChanges
{
    public static void Find(ComplexType before, ComplexType after, ChangeList changes)
    {
        foreach (var old in before.Fields)
        {
            if (after.Fields.Find(old.Utf8Name) is { } @new)
            {
                Compare(old, @new, changes);
            }
            else
            {
                changes.Breaking("FIELD_REMOVED", old.Coordinate, $"The field {old.Coordinate} was removed.");
            }
        }

        foreach (var @new in after.Fields)
        {
            if (before.Fields.Find(@new.Utf8Name) is null)
            {
                changes.Safe("FIELD_ADDED", @new.Coordinate, $"The field {@new.Coordinate} was added.");
            }
        }
    }

    private static void Compare(FieldDefinition before, FieldDefinition after, ChangeList changes)
    {
        var coordinate = before.Coordinate;
        changes.Notes(
            coordinate, before.Description, after.Description, before.DeprecationReason, after.DeprecationReason);
        if (!TypeCompatibility.IsSafeOutput(before.Type, after.Type))
        {
            changes.Breaking(
                "FIELD_CHANGED_KIND", coordinate, $"{coordinate} changed from {before.Type} to {after.Type}.");
        }
        else if (before.Type.ToString() != after.Type.ToString())
        {
            changes.Safe("FIELD_TYPE_NARROWED", coordinate, $"{coordinate} always returns {after.Type} now.");
        }

        foreach (var old in before.Arguments)
        {
            CompareArgument($"{coordinate}({old.Name}:)", old, after.Arguments.Find(old.Utf8Name), changes);
        }

        foreach (var @new in after.Arguments)
        {
            if (before.Arguments.Find(@new.Utf8Name) is null)
            {
                AddArgument(coordinate, @new, changes);
            }
        }
    }

    private static void AddArgument(string field, InputValueDefinition argument, ChangeList changes)
    {
        var coordinate = $"{field}({argument.Name}:)";
        if (argument.IsRequired)
        {
            changes.Breaking("REQUIRED_ARG_ADDED", coordinate, $"The required {coordinate} was added.", field);
        }
        else
        {
            changes.Dangerous("OPTIONAL_ARG_ADDED", coordinate, $"The optional {coordinate} was added.");
        }
    }

    private static void CompareArgument(
        string coordinate, InputValueDefinition before, InputValueDefinition? after, ChangeList changes)
    {
        if (after is null)
        {
            changes.Breaking("ARG_REMOVED", coordinate, $"The argument {coordinate} was removed.");
            return;
        }

        changes.Notes(
            coordinate, before.Description, after.Description, before.DeprecationReason, after.DeprecationReason);
        if (!TypeCompatibility.IsSafeInput(before.Type, after.Type))
        {
            // A client that leaves an argument out notices only when it becomes required.
            var use = before.IsRequired || !after.IsRequired ? coordinate : coordinate[..coordinate.IndexOf('(')];
            changes.Breaking(
                "ARG_CHANGED_KIND", coordinate, $"{coordinate} changed from {before.Type} to {after.Type}.", use);
        }
        else if (before.Type.ToString() != after.Type.ToString())
        {
            changes.Safe("INPUT_TYPE_WIDENED", coordinate, $"{coordinate} accepts {after.Type} now.");
        }

        if (TypeCompatibility.IsSafeInput(before.Type, after.Type))
        {
            var field = coordinate[..coordinate.IndexOf('(')];
            DefaultChanges.Find(DefaultChangeCodes.Argument, coordinate, before, after, field, changes);
        }
    }
}
