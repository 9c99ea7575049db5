using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Which contexts objects set.</summary>
/// <remarks>
/// The roots of mutations and subscriptions set none: asking them for it would be another operation. Of the object
/// that sets a context it is kept that contexts were set above it, but no longer by which object: their values are
/// taken as given, so that what nests without end has an end. Source: Apollo Federation 2.8, <c>@context</c> and
/// <c>@fromContext</c>.
/// </remarks>
internal sealed class ContextReach
{
    private readonly Dictionary<string, SortedSet<string>> _setBy = [];
    private readonly Dictionary<string, ContextValues> _known = [];

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
                    Note(type.Name, ContextValues.NameOf(source.Source, use.Context));
                }
            }
        }
    }

    /// <summary>The contexts below an object: those that it sets, and those that are set above it.</summary>
    public ContextValues Below(ObjectType type, IEnumerable<Holder> holders, ContextValues above)
    {
        if (!_setBy.TryGetValue(type.Name, out var own))
        {
            return above;
        }

        var itself = new Position(type, holders, Intern(above.SetBy.ToDictionary(
            static entry => entry.Key, static Position? (_) => null)));
        var all = new Dictionary<string, Position?>(above.SetBy);
        foreach (var context in own)
        {
            all[context] = itself;
        }

        return Intern(all);
    }

    private ContextValues Intern(Dictionary<string, Position?> setBy)
    {
        if (setBy.Count == 0)
        {
            return ContextValues.None;
        }

        var key = string.Join(';', setBy.OrderBy(static entry => entry.Key, StringComparer.Ordinal)
            .Select(static entry => $"{entry.Key}={entry.Value?.Key}"));
        if (!_known.TryGetValue(key, out var known))
        {
            _known.Add(key, known = new ContextValues(_known.Count + 1, setBy));
        }

        return known;
    }

    private void Note(string type, string context)
    {
        if (!_setBy.TryGetValue(type, out var known))
        {
            _setBy.Add(type, known = new SortedSet<string>(StringComparer.Ordinal));
        }

        known.Add(context);
    }
}
