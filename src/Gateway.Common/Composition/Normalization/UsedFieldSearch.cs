using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Finds every field that a key, requirement, provision or context of the source names.</summary>
internal static class UsedFieldSearch
{
    public static HashSet<FieldDefinition> Find(SourceFacts facts)
    {
        var used = new HashSet<FieldDefinition>();
        foreach (var use in facts.Uses.Keys.Concat(facts.Uses.Requires).Concat(facts.Uses.Provides)
            .Concat(ContextFields.Taken(facts)))
        {
            foreach (var found in SelectionWalk.Fields(facts.Schema, use))
            {
                AddWithImplementations(facts, used, found.Definition);
            }
        }

        return used;
    }

    /// <summary>Whether the field is there because an interface of its type has it.</summary>
    public static bool IsOfInterface(FieldDefinition field) =>
        field.DeclaringType.Interfaces.Any(face => face.Fields.Contains(field.Name));

    private static void AddWithImplementations(
        SourceFacts facts, HashSet<FieldDefinition> used, FieldDefinition? field)
    {
        if (field is null || !used.Add(field) || field.DeclaringType is not InterfaceType face)
        {
            return;
        }

        foreach (var type in facts.Schema.PossibleTypes(face))
        {
            AddWithImplementations(facts, used, type.Fields.Find(field.Name));
        }
    }
}
