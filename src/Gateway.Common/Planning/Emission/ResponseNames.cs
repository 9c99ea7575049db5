using System.Text;
using Gateway.Common.Planning.Drafts;
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
        var below = field.Child is { } child ? TextOf(child) : "";
        return $"{field.Selection.Key}:{field.Via.Field.Type}{below}";
    }

    /// <summary>Equal for selections that ask for the same in any order.</summary>
    private static string TextOf(SelectionDraft selection)
    {
        var text = new StringBuilder();
        Append(text, selection);
        return text.ToString();
    }

    private static void Append(StringBuilder text, SelectionDraft selection)
    {
        // No two fields of a selection have the same type and key.
        var fields = selection.Fields.ToArray();
        Array.Sort(fields, static (left, right) =>
            string.CompareOrdinal(left.Selection.Key, right.Selection.Key) is not 0 and var order
                ? order
                : string.CompareOrdinal(left.OnType.Name, right.OnType.Name));
        foreach (var field in fields)
        {
            text.Append(' ').Append(field.OnType.Name).Append('.').Append(field.Selection.Key);
            foreach (var condition in field.Conditions ?? [])
            {
                text.Append(condition.Include ? '+' : '-').Append(condition.Variable);
            }

            if (field.Child is { } child)
            {
                text.Append('{');
                Append(text, child);
                text.Append('}');
            }
        }
    }
}
