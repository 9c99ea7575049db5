using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Assembly;

/// <summary>All ways in which a source can be entered at a type.</summary>
internal static class TypeLookups
{
    public static IReadOnlyList<Lookup> Of(SourceFacts facts, NamedType type)
    {
        if (facts.IsRoot(type))
        {
            return [];
        }

        var lookups = new List<Lookup>();
        if (facts.UsesEntities)
        {
            AddKeys(facts, type, LookupForm.Entities, lookups);
        }

        foreach (var lookup in facts.Lookups)
        {
            if (lookup.Key is { } key && lookup.Entities.Contains(type))
            {
                lookups.Add(new Lookup
                {
                    Form = lookup.IsBatch ? LookupForm.Batch : LookupForm.Single,
                    Key = key,
                    Field = lookup.Field,
                    Arguments = lookup.Arguments,
                });
            }
        }

        // One call for many keys is worth more than a call for each.
        lookups.Sort(static (left, right) => right.Form.CompareTo(left.Form));
        if (type is ComplexType complex && complex.Fields.Any(facts.IsBoundField))
        {
            AddStubs(facts, type, lookups);
        }

        return lookups;
    }

    private static void AddKeys(SourceFacts facts, NamedType type, LookupForm form, List<Lookup> lookups)
    {
        foreach (var key in facts.KeysOf(type))
        {
            if (key is { IsResolvable: true, Fields: { } fields })
            {
                lookups.Add(new Lookup { Form = form, Key = fields });
            }
        }
    }

    /// <summary>The keys that are written, else those that its lookups take.</summary>
    private static void AddStubs(SourceFacts facts, NamedType type, List<Lookup> lookups)
    {
        var entered = lookups.Select(lookup => lookup.Key).DistinctBy(key => key.Text).ToList();
        var count = lookups.Count;
        AddKeys(facts, type, LookupForm.Stub, lookups);
        if (lookups.Count == count)
        {
            lookups.AddRange(entered.Select(key => new Lookup { Form = LookupForm.Stub, Key = key }));
        }
    }
}
