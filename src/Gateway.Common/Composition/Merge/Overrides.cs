using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>One <c>@override</c>: a source takes a field over from another.</summary>
/// <param name="Label">Null where it holds for every request.</param>
internal sealed record Override(SourceFacts By, FieldDefinition Field, string From, string? Label);

/// <summary>Which fields of which sources are overridden.</summary>
/// <remarks>Source: Apollo Federation <c>@override</c>; Composite Schemas §2.2 @override.</remarks>
internal sealed class Overrides
{
    private readonly Dictionary<(string Type, string Field), List<Override>> _byCoordinate = [];
    private readonly List<string> _labels = [];

    public Overrides(IReadOnlyList<SourceFacts> sources)
    {
        foreach (var facts in sources)
        {
            foreach (var field in facts.Types.Values.OfType<ComplexType>().SelectMany(facts.FieldsOf))
            {
                if (facts.Find(field, Words.Override) is { } directive)
                {
                    Add(facts, field, directive);
                }
            }
        }
    }

    /// <summary>Each once.</summary>
    public IReadOnlyList<string> Labels => _labels;

    public IEnumerable<Override> All => _byCoordinate.Values.SelectMany(found => found);

    /// <summary>The override that takes the field from that source, or null.</summary>
    public Override? Find(SourceFacts facts, FieldDefinition field) =>
        _byCoordinate.TryGetValue((facts.NameOf(field.DeclaringType), field.Name), out var found)
            ? found.Find(candidate => candidate.From == facts.Name && candidate.By != facts)
            : null;

    /// <summary>Whether the source never answers the field, on any request.</summary>
    public bool IsTakenAway(SourceFacts facts, FieldDefinition field) => Find(facts, field) is { Label: null };

    private void Add(SourceFacts facts, FieldDefinition field, DirectiveNode directive)
    {
        var label = DirectiveArguments.Text(directive, "label"u8);
        if (label is not null && !_labels.Contains(label))
        {
            _labels.Add(label);
        }

        if (DirectiveArguments.Text(directive, "from"u8) is { } from)
        {
            Add(new Override(facts, field, from, label));
        }
    }

    private void Add(Override found)
    {
        var coordinate = (found.By.NameOf(found.Field.DeclaringType), found.Field.Name);
        if (!_byCoordinate.TryGetValue(coordinate, out var list))
        {
            _byCoordinate.Add(coordinate, list = []);
        }

        list.Add(found);
    }
}
