namespace Gateway.Common.Schema.Diffing;

/// <summary>Directives that came, went or changed.</summary>
internal static class DirectiveChanges
{
    public static void Find(GraphQLSchema before, GraphQLSchema after, ChangeList changes)
    {
        foreach (var old in before.DirectiveDefinitions)
        {
            if (after.DirectiveDefinitions.Find(old.Utf8Name) is { } @new)
            {
                Compare(old, @new, changes);
            }
            else
            {
                changes.Breaking("DIRECTIVE_REMOVED", $"@{old.Name}", $"The directive @{old.Name} was removed.");
            }
        }

        foreach (var @new in after.DirectiveDefinitions)
        {
            if (before.DirectiveDefinitions.Find(@new.Utf8Name) is null)
            {
                changes.Safe("DIRECTIVE_ADDED", $"@{@new.Name}", $"The directive @{@new.Name} was added.");
            }
        }
    }

    private static void Compare(DirectiveDefinition before, DirectiveDefinition after, ChangeList changes)
    {
        var coordinate = $"@{before.Name}";
        changes.Notes(coordinate, before.Description, after.Description, null, null);
        if (before.IsRepeatable && !after.IsRepeatable)
        {
            changes.Breaking("DIRECTIVE_REPEATABLE_REMOVED", coordinate, $"{coordinate} is not repeatable any more.");
        }
        else if (!before.IsRepeatable && after.IsRepeatable)
        {
            changes.Safe("DIRECTIVE_REPEATABLE_ADDED", coordinate, $"{coordinate} is repeatable now.");
        }

        foreach (var location in before.Locations.Except(after.Locations))
        {
            changes.Breaking("DIRECTIVE_LOCATION_REMOVED", coordinate, $"{coordinate} is not for {location} any more.");
        }

        foreach (var location in after.Locations.Except(before.Locations))
        {
            changes.Safe("DIRECTIVE_LOCATION_ADDED", coordinate, $"{coordinate} may stand on {location} now.");
        }

        CompareArguments(before, after, changes);
    }

    private static void CompareArguments(DirectiveDefinition before, DirectiveDefinition after, ChangeList changes)
    {
        foreach (var old in before.Arguments)
        {
            var coordinate = $"@{before.Name}({old.Name}:)";
            if (after.Arguments.Find(old.Utf8Name) is not { } @new)
            {
                changes.Breaking("DIRECTIVE_ARG_REMOVED", coordinate, $"{coordinate} was removed.");
            }
            else
            {
                CompareArgument(coordinate, old, @new, $"@{before.Name}", changes);
            }
        }

        foreach (var @new in after.Arguments)
        {
            if (before.Arguments.Find(@new.Utf8Name) is not null)
            {
                continue;
            }

            var coordinate = $"@{before.Name}({@new.Name}:)";
            if (@new.IsRequired)
            {
                changes.Breaking(
                    "REQUIRED_DIRECTIVE_ARG_ADDED",
                    coordinate,
                    $"The required {coordinate} was added.",
                    $"@{before.Name}");
            }
            else
            {
                changes.Safe("OPTIONAL_DIRECTIVE_ARG_ADDED", coordinate, $"The optional {coordinate} was added.");
            }
        }
    }

    private static void CompareArgument(
        string coordinate,
        InputValueDefinition before,
        InputValueDefinition after,
        string directive,
        ChangeList changes)
    {
        changes.Notes(
            coordinate, before.Description, after.Description, before.DeprecationReason, after.DeprecationReason);
        if (!TypeCompatibility.IsSafeInput(before.Type, after.Type))
        {
            // Who leaves the argument out notices only when it becomes required.
            var use = before.IsRequired || !after.IsRequired ? coordinate : directive;
            changes.Breaking(
                "DIRECTIVE_ARG_CHANGED_KIND",
                coordinate,
                $"{coordinate} changed from {before.Type} to {after.Type}.",
                use);
            return;
        }

        if (before.Type.ToString() != after.Type.ToString())
        {
            changes.Safe("INPUT_TYPE_WIDENED", coordinate, $"{coordinate} accepts {after.Type} now.");
        }

        DefaultChanges.Find(DefaultChangeCodes.DirectiveArgument, coordinate, before, after, directive, changes);
    }
}
