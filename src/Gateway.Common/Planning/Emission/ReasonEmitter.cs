using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Graph;

namespace Gateway.Common.Planning.Emission;

/// <summary>Says of a draft why it is as it is.</summary>
internal static class ReasonEmitter
{
    public static PartReason Of(FetchDraft draft, Supergraph supergraph) => new(
        draft.Lookup?.Key.Text,
        [.. draft.Positions.Select(PathOf).Where(static path => path.Length > 0)],
        [.. draft.Selection.Fields.Where(static field => !field.IsHidden)
            .Select(field => ChoiceOf(field, draft.Source, supergraph))
            .DistinctBy(static choice => choice.Field)],
        [.. draft.Requiring.SelectMany(static field => Requirements.Of(field)
            .Select(set => new FieldRequirement(field.Field.Coordinate, set.Text)))],
        draft.TellsType);

    private static FieldChoice ChoiceOf(FieldDraft field, int source, Supergraph supergraph)
    {
        var name = field.Selection.Field.Name;
        var sources = supergraph.Find(field.OnType)?.Fields.GetValueOrDefault(name)?.Sources ?? [];
        return new FieldChoice(
            $"{field.OnType.Name}.{name}",
            [.. sources.Where(other => other.Source != source && other.IsAnswered)
                .Select(other => supergraph.Sources[other.Source].Name)]);
    }

    private static string PathOf(Position position)
    {
        var keys = new List<string>();
        for (var at = position; at.Parent is not null; at = at.Parent)
        {
            keys.Add(at.Key);
        }

        keys.Reverse();
        return string.Join('.', keys);
    }
}
