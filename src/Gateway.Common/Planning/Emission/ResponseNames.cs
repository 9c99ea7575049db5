using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Passes;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Names a selection's fields so that no two that differ share a response name.</summary>
/// <remarks>Source: GraphQL §5.3.2 Field Selection Merging: what the source would refuse is given an alias.</remarks>
internal sealed class ResponseNames
{
    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);

    public string Choose(FieldDraft field, NamedType onType)
    {
        var name = field.Via.Field.Name;
        var meaning = Meaning(field);
        for (var attempt = 0; ; attempt++)
        {
            var candidate = attempt == 0 ? name : $"{name}_{attempt}";
            if (!_meanings.TryGetValue(candidate, out var known))
            {
                _meanings.Add(candidate, meaning);
                return candidate;
            }

            if (known == meaning && field.OnType != onType)
            {
                return candidate;
            }
        }
    }

    private static string Meaning(FieldDraft field)
    {
        var below = field.Child is { } child ? MergeSiblingsPass.TextOf(child) : "";
        return $"{field.Selection.Key}:{field.Via.Field.Type}{below}";
    }
}
