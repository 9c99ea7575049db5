namespace Gateway.Common.Schema.Diffing;

/// <summary>Types that came, went or changed.</summary>
internal static class TypeChanges
{
    public static void Find(GraphQLSchema before, GraphQLSchema after, ChangeList changes)
    {
        foreach (var old in Own(before))
        {
            if (after.FindType(old.Name) is { } @new)
            {
                Compare(old, @new, changes);
            }
            else
            {
                changes.Breaking("TYPE_REMOVED", old.Name, $"The type {old} was removed.");
            }
        }

        foreach (var @new in Own(after))
        {
            if (before.FindType(@new.Name) is null)
            {
                changes.Safe("TYPE_ADDED", @new.Name, $"The type {@new} was added.");
            }
        }
    }

    private static IEnumerable<NamedType> Own(GraphQLSchema schema) =>
        schema.Types.Where(type => !BuiltIn.IsIntrospectionType(type.Name));

    private static void Compare(NamedType before, NamedType after, ChangeList changes)
    {
        changes.Notes(before.Name, before.Description, after.Description, null, null);
        switch (before, after)
        {
            case (ScalarType old, ScalarType @new):
                if (old.SpecifiedBy != @new.SpecifiedBy)
                {
                    changes.Dangerous("SPECIFIED_BY_CHANGED", old.Name, $"The specification of {old} changed.");
                }

                break;
            case (EnumType old, EnumType @new):
                EnumValueChanges.Find(old, @new, changes);
                break;
            case (UnionType old, UnionType @new):
                CompareUnions(old, @new, changes);
                break;
            case (InputObjectType old, InputObjectType @new):
                InputFieldChanges.Find(old, @new, changes);
                break;
            case (ComplexType old, ComplexType @new) when old.GetType() == @new.GetType():
                CompareInterfaces(old, @new, changes);
                FieldChanges.Find(old, @new, changes);
                break;
            default:
                changes.Breaking("TYPE_CHANGED_KIND", before.Name, $"{before} is another kind of type now.");
                break;
        }
    }

    private static void CompareUnions(UnionType before, UnionType after, ChangeList changes)
    {
        foreach (var name in Names(before.Members).Except(Names(after.Members)))
        {
            changes.Breaking(
                "TYPE_REMOVED_FROM_UNION",
                before.Name,
                $"{name} was removed from the union {before}.",
                OperationUses.Narrowing(before.Name, name));
        }

        foreach (var name in Names(after.Members).Except(Names(before.Members)))
        {
            changes.Dangerous("TYPE_ADDED_TO_UNION", before.Name, $"{name} was added to the union {before}.");
        }
    }

    private static void CompareInterfaces(ComplexType before, ComplexType after, ChangeList changes)
    {
        foreach (var name in Names(before.Interfaces).Except(Names(after.Interfaces)))
        {
            changes.Breaking(
                "IMPLEMENTED_INTERFACE_REMOVED",
                before.Name,
                $"{before} no longer implements {name}.",
                OperationUses.Narrowing(name, before.Name));
        }

        foreach (var name in Names(after.Interfaces).Except(Names(before.Interfaces)))
        {
            changes.Dangerous("IMPLEMENTED_INTERFACE_ADDED", before.Name, $"{before} now implements {name}.");
        }
    }

    private static IEnumerable<string> Names(IEnumerable<NamedType> types) => types.Select(type => type.Name);
}
