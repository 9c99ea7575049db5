using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Finds every field that a key of the source is made of, those of nested types included.</summary>
internal static class KeyFieldSearch
{
    public static HashSet<(string Type, string Field)> Find(SourceFacts facts)
    {
        var found = new HashSet<(string Type, string Field)>();
        foreach (var type in facts.Types.Values)
        {
            foreach (var key in facts.KeysOf(type))
            {
                Add(facts, type, key.Fields?.Selection, found);
            }
        }

        foreach (var lookup in facts.Lookups)
        {
            foreach (var type in lookup.Entities)
            {
                Add(facts, type, lookup.Key?.Selection, found);
            }
        }

        return found;
    }

    private static void Add(
        SourceFacts facts, NamedType type, SelectionSetNode? selection, HashSet<(string Type, string Field)> found)
    {
        foreach (var node in selection?.Selections ?? [])
        {
            switch (node)
            {
                case FieldNode field when type is ComplexType complex
                    && complex.Fields.Find(field.Name.Utf8) is { } definition:
                    found.Add((type.Name, definition.Name));
                    Add(facts, definition.Type.Named, field.SelectionSet, found);
                    break;
                case InlineFragmentNode fragment:
                    var on = fragment.TypeCondition is { } named ? facts.Schema.FindType(named.Name.Utf8) : type;
                    Add(facts, on ?? type, fragment.SelectionSet, found);
                    break;
            }
        }
    }
}
