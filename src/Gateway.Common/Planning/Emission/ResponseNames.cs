using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Passes;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Names a selection's fields so that no two that differ share a response name.</summary>
/// <remarks>Source: GraphQL §5.3.2 Field Selection Merging: what the source would refuse is given an alias.</remarks>
internal sealed class ResponseNames
{
    private readonly Dictionary<string, FieldDraft> _fields = new(StringComparer.Ordinal);

    /// <summary>Forgets all names, for the next selection.</summary>
    public void Clear()
    {
        _fields.Clear();
        _meanings.Clear();
    }

    // Of names that were wanted more than once: most are not, and the text is as long as what is below.
    private readonly Dictionary<FieldDraft, string> _meanings = [];

    public string Choose(FieldDraft field, NamedType onType)
    {
        var name = field.Via.Field.Name;
        for (var attempt = 0; ; attempt++)
        {
            var candidate = attempt == 0 ? name : $"{name}_{attempt}";
            if (_fields.TryAdd(candidate, field))
            {
                return candidate;
            }

            if (field.OnType != onType && MeaningOf(_fields[candidate]) == MeaningOf(field))
            {
                return candidate;
            }
        }
    }

    private string MeaningOf(FieldDraft field)
    {
        if (!_meanings.TryGetValue(field, out var meaning))
        {
            _meanings.Add(field, meaning = Meaning(field));
        }

        return meaning;
    }

    private static string Meaning(FieldDraft field)
    {
        var below = field.Child is { } child ? MergeSiblingsPass.TextOf(child) : "";
        return $"{field.Selection.Key}:{field.Via.Field.Type}{below}";
    }
}
