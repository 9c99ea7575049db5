using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Walks every path a client could ask for, and reports fields that no source can answer there.</summary>
/// <remarks>
/// Shape: breadth first over positions (an object type and the sources that hold it at once); from a position the
/// sources grow by every lookup whose key they can give. O(positions × fields), positions at most
/// <see cref="PositionsMax"/>. A field is reported once, with the first path found. Source: Composite Schemas §4.5
/// Validate Satisfiability.
/// </remarks>
internal sealed class SatisfiabilityCheck
{
    private const int PositionsMax = 100_000;

    private readonly Supergraph _supergraph;
    private readonly ErrorLog _errors;
    private readonly Availability _availability;
    private readonly Explanation _explanation;
    private readonly ContextReach _contexts;
    private readonly Queue<(Position Position, string Path)> _queue = [];
    private readonly HashSet<Position> _seen = [];
    private readonly HashSet<string> _reported = [];

    private SatisfiabilityCheck(Supergraph supergraph, ErrorLog errors)
    {
        _supergraph = supergraph;
        _errors = errors;
        _availability = new Availability(supergraph);
        _contexts = new ContextReach(supergraph);
        _explanation = new Explanation(supergraph, _availability, _contexts);
    }

    public static void Check(Supergraph supergraph, ErrorLog errors) =>
        new SatisfiabilityCheck(supergraph, errors).Run();

    private void Run()
    {
        var schema = _supergraph.Schema;
        foreach (var root in (ObjectType?[])[schema.QueryType, schema.MutationType, schema.SubscriptionType])
        {
            if (root is not null && _supergraph.Find(root) is { } known)
            {
                Visit(root, known.Sources.Select(source => source.Source), "", root.Name);
            }
        }

        while (_queue.TryDequeue(out var next))
        {
            Expand(next.Position, next.Path);
        }
    }

    private void Visit(ObjectType type, IEnumerable<int> sources, string contexts, string path)
    {
        var position = Position.Of(type, sources, contexts);
        if (_seen.Contains(position))
        {
            return;
        }

        if (_seen.Count == PositionsMax)
        {
            _errors.Add(new CompositionError(
                CompositionErrorCodes.SatisfiabilityLimit,
                $"More than {PositionsMax} positions: what lies behind {path} was not checked.",
                IsError: false));
        }

        if (_seen.Add(position) && _seen.Count <= PositionsMax)
        {
            _queue.Enqueue((position, path));
        }
    }

    private void Expand(Position position, string path)
    {
        var type = position.Type;
        if (_supergraph.ApiSchema.FindType(type.Utf8Name) is not ObjectType shown
            || _supergraph.Find(type) is not { } known)
        {
            return;
        }

        var sources = _availability.Reachable(type, position.SourceSet());
        foreach (var field in shown.Fields)
        {
            if (known.Fields.TryGetValue(field.Name, out var found))
            {
                Follow(position, found, sources, $"{path} → {field.Name}");
            }
        }
    }

    private void Follow(Position position, SupergraphField field, HashSet<int> sources, string path)
    {
        var type = position.Type;
        var answering = field.Sources
            .Where(source => source.Link is { } link
                ? _availability.CanLink(type, link, sources)
                : sources.Contains(source.Source) && _availability.IsUsable(type, source, sources)
                    && _contexts.FirstMissing(type, source, position.Contexts) is null)
            .Select(source => source.Source)
            .ToList();
        if (answering.Count == 0)
        {
            Report(position, field, sources, path);
            return;
        }

        var target = field.Definition.Type.Named;
        var contexts = _contexts.Below(position.Contexts, type);
        foreach (var possible in _supergraph.Schema.PossibleTypes(target))
        {
            var holders = answering.FindAll(source => _availability.CanHold(source, target, possible));
            if (holders.Count > 0)
            {
                Visit(possible, holders, contexts, path);
            }
        }
    }

    private void Report(Position position, SupergraphField field, HashSet<int> sources, string path)
    {
        var type = position.Type;
        var coordinate = $"{type.Name}.{field.Definition.Name}";
        if (!_reported.Add(coordinate))
        {
            return;
        }

        var holder = field.Sources.FirstOrDefault(source => !source.IsExternal) ?? field.Sources[0];
        _errors.Add(
            CompositionErrorCodes.UnsatisfiableQueryPath, Name(holder.Source), coordinate,
            $"{coordinate} cannot be resolved on the path {path}: the {type.Name} comes from "
            + $"'{string.Join("', '", sources.Order().Select(Name))}', and "
            + $"{_explanation.Of(position, field, sources)}. Add a @key or @lookup there whose fields are given here, "
            + "or resolve the field here too.",
            holder.Field.Syntax);
    }

    private string Name(int source) => _supergraph.Sources[source].Name;
}
