using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>How the sources of an evaluation are entered, by type.</summary>
/// <param name="graph">The supergraph.</param>
/// <param name="at">Where the objects are already.</param>
/// <param name="sites">The only sources that may be entered.</param>
/// <param name="require">
/// Places a selection of the same object with what is open so far; null where it cannot be had.
/// </param>
internal sealed class Openings(
    SourceGraph graph,
    Presence at,
    IReadOnlyList<Site> sites,
    Func<ComplexType, Selection, IReadOnlyList<Placement>?> require)
{
    /// <summary>Requirements of requirements, and keys fetched to fetch keys.</summary>
    public const int ChainMax = 16;

    private readonly Dictionary<ComplexType, Dictionary<Site, Opening>> _byType = [];

    /// <summary>How many ways in were found so far: what was not to be had before may be after.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The cheapest way to enter a source for objects of that type; null where its key cannot be had.
    /// </summary>
    public Opening? Find(Site site, ComplexType type)
    {
        if (!_byType.TryGetValue(type, out var opened))
        {
            _byType.Add(type, opened = []);
            OpenAll(type, opened);
        }

        return opened.GetValueOrDefault(site);
    }

    /// <summary>
    /// Round after round, the sites whose keys the objects or sites opened in earlier rounds show: so each is opened at
    /// its lowest level, and keys that need one another open nothing. Only where no single source shows a part of a key
    /// is it gathered from several.
    /// </summary>
    private void OpenAll(ComplexType type, Dictionary<Site, Opening> opened)
    {
        if (graph.IsRoot(type))
        {
            foreach (var site in sites)
            {
                opened.Add(site, new Opening { Site = site, Type = type, Level = 1 });
            }

            return;
        }

        for (var round = 0; round < ChainMax; round++)
        {
            if (!OpenMore(type, opened, gathers: false) && !OpenMore(type, opened, gathers: true))
            {
                break;
            }
        }
    }

    private bool OpenMore(ComplexType type, Dictionary<Site, Opening> opened, bool gathers)
    {
        var found = graph.Lookups(type)
            .Where(entry => sites.Contains(entry.Site) && !opened.ContainsKey(entry.Site))
            .Select(entry => Supply(entry.Site, type, entry.Lookup, opened, gathers))
            .OfType<Opening>()
            .ToArray();
        foreach (var opening in found)
        {
            Count += opened.TryAdd(opening.Site, opening) ? 1 : 0;
        }

        return found.Length > 0;
    }

    private Opening? Supply(
        Site site, ComplexType type, Lookup lookup, Dictionary<Site, Opening> opened, bool gathers)
    {
        var supplies = new List<(FieldNode Field, Opening? Supplier)>();
        var gathered = new List<Placement>();
        var level = 1;
        foreach (var node in lookup.Key.Selection.Selections.OfType<FieldNode>())
        {
            if (graph.Covers(at, type, node))
            {
                supplies.Add((node, null));
            }
            else if (FindSupplier(type, node, opened) is { } supplier)
            {
                supplies.Add((node, supplier));
                level = Math.Max(level, supplier.Level + 1);
            }
            else if (gathers && Gather(type, node) is { } placements)
            {
                gathered.AddRange(placements);
                level = placements.Aggregate(level, static (most, placement) => Math.Max(most, placement.Depth + 1));
            }
            else
            {
                return null;
            }
        }

        return new Opening
        {
            Site = site,
            Type = type,
            Lookup = lookup,
            Supplies = supplies,
            Gathered = gathered,
            Level = level,
        };
    }

    private Opening? FindSupplier(ComplexType type, FieldNode node, Dictionary<Site, Opening> opened) => sites
        .Where(other => !other.IsStub && opened.ContainsKey(other)
            && graph.Covers(new Presence(other.Source), type, node))
        .Select(other => opened[other])
        .MinBy(static other => other.Level);

    private IReadOnlyList<Placement>? Gather(ComplexType type, FieldNode node) =>
        node.SelectionSet is null
            ? null
            : require(
                type,
                Requirements.Select(
                    graph.Supergraph.Schema, type, new SelectionSetNode([node], node.Span)).Items[0].Selection);
}
