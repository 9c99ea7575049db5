using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Which contexts objects set, and which of them fields take values of.</summary>
/// <remarks>
/// The roots of mutations and subscriptions set none: asking them for it would be another operation. Source: Apollo
/// Federation 2.8, <c>@context</c> and <c>@fromContext</c>.
/// </remarks>
internal sealed class ContextReach
{
    private readonly Dictionary<string, SortedSet<string>> _setBy = [];

    public ContextReach(Supergraph supergraph)
    {
        var taking = supergraph.Schema.Types
            .SelectMany(type => supergraph.Find(type)?.Fields.Values ?? [])
            .SelectMany(static field => field.Sources)
            .SelectMany(static source => source.ContextArguments, static (source, use) => (source, use));
        var schema = supergraph.Schema;
        var setting = schema.Types.OfType<ObjectType>()
            .Where(type => type != schema.MutationType && type != schema.SubscriptionType)
            .ToArray();
        foreach (var (source, use) in taking)
        {
            foreach (var type in setting)
            {
                if (use.SelectionOf(type) is not null)
                {
                    Note(type.Name, NameOf(source, use));
                }
            }
        }
    }

    /// <summary>The contexts below an object: those that it sets, and those that are set above it.</summary>
    /// <param name="above">As <see cref="Position.Contexts"/>.</param>
    /// <param name="type">The object's.</param>
    public string Below(string above, ObjectType type) => !_setBy.TryGetValue(type.Name, out var own)
        ? above
        : string.Join(',', above.Split(',', StringSplitOptions.RemoveEmptyEntries).Union(own).Order());

    /// <summary>The first context that the field takes a value of and nothing above sets; null where there is none.
    /// </summary>
    public static string? FirstMissing(FieldSource field, string contexts)
    {
        if (field.ContextArguments.Count == 0)
        {
            return null;
        }

        var set = contexts.Split(',');
        return field.ContextArguments.FirstOrDefault(use => !set.Contains(NameOf(field, use)))?.Context;
    }

    private static string NameOf(FieldSource field, ContextArgument use) => $"{field.Source}:{use.Context}";

    private void Note(string type, string context)
    {
        if (!_setBy.TryGetValue(type, out var known))
        {
            _setBy.Add(type, known = new SortedSet<string>(StringComparer.Ordinal));
        }

        known.Add(context);
    }
}
