using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>How the sources of an evaluation are entered, by type.</summary>
/// <param name="graph">The supergraph.</param>
/// <param name="solver">Keeps what keys select.</param>
/// <param name="at">Where the objects are already.</param>
/// <param name="sites">The only sources that may be entered.</param>
/// <param name="require">
/// Places a selection of the same object with what is open so far; null where it cannot be had.
/// </param>
internal sealed class Openings(
    SourceGraph graph,
    PositionSolver solver,
    Presence at,
    Site[] sites,
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
        // What a round opens is of no use before the next.
        List<Opening>? found = null;
        foreach (var (site, lookup) in graph.Lookups(type))
        {
            if (sites.Contains(site) && !opened.ContainsKey(site)
                && Supply(site, type, lookup, opened, gathers) is { } opening)
            {
                (found ??= []).Add(opening);
            }
        }

        foreach (var opening in found ?? [])
        {
            Count += opened.TryAdd(opening.Site, opening) ? 1 : 0;
        }

        return found is not null;
    }

    private Opening? Supply(
        Site site, ComplexType type, Lookup lookup, Dictionary<Site, Opening> opened, bool gathers)
    {
        var selections = lookup.Key.Selection.Selections;
        var supplies = new List<(FieldNode Field, Opening? Supplier)>(selections.Count);
        List<Placement>? gathered = null;
        var level = 1;
        for (var index = 0; index < selections.Count; index++)
        {
            if (selections[index] is not FieldNode node)
            {
                continue;
            }

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
                (gathered ??= []).AddRange(placements);
                level = Math.Max(level, Placement.DeepestOf(placements) + 1);
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
            Gathered = gathered ?? [],
            Level = level,
        };
    }

    private Opening? FindSupplier(ComplexType type, FieldNode node, Dictionary<Site, Opening> opened)
    {
        Opening? best = null;
        foreach (var other in sites)
        {
            if (!other.IsStub && opened.TryGetValue(other, out var opening)
                && (best is null || opening.Level < best.Level)
                && graph.Covers(new Presence(other.Source), type, node))
            {
                best = opening;
            }
        }

        return best;
    }

    private IReadOnlyList<Placement>? Gather(ComplexType type, FieldNode node) =>
        node.SelectionSet is null ? null : require(type, solver.NeedOf(type, node));
}
