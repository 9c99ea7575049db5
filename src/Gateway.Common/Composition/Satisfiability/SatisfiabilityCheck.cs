using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Walks every path a client could ask for, and reports fields that no source can answer there.</summary>
/// <remarks>
/// Shape: breadth first over positions (an object type, the sources that hold it at once, what is set above it); from
/// there the sources grow by every lookup whose key they can give. O(positions × fields), positions at most
/// <see cref="PositionsMax"/>. A field is reported once, with the first path found. Where overrides have labels, once
/// with all of them off and once on. Source: Composite Schemas §4.5 Validate Satisfiability.
/// </remarks>
internal sealed class SatisfiabilityCheck
{
    private const int PositionsMax = 100_000;

    private readonly Supergraph _supergraph;
    private readonly ErrorLog _errors;
    private readonly Availability _availability;
    private readonly Explanation _explanation;
    private readonly ContextReach _contexts;
    private readonly HashSet<string> _reported;
    private readonly Queue<(Position Position, string Path)> _queue = [];
    private readonly HashSet<string> _seen = [];

    private SatisfiabilityCheck(Supergraph supergraph, ErrorLog errors, HashSet<string> reported)
    {
        _supergraph = supergraph;
        _errors = errors;
        _reported = reported;
        _contexts = new ContextReach(supergraph);
        _availability = new Availability(supergraph, _contexts);
        _explanation = new Explanation(supergraph, _availability);
    }

    public static void Check(Supergraph supergraph, ErrorLog errors)
    {
        var reported = new HashSet<string>();
        Supergraph[] worlds = supergraph.OverrideLabels.Count == 0
            ? [supergraph]
            : [supergraph.WithLabels(static _ => false), supergraph.WithLabels(static _ => true)];
        foreach (var world in worlds)
        {
            new SatisfiabilityCheck(world, errors, reported).Run();
        }
    }

    private void Run()
    {
        var schema = _supergraph.Schema;
        foreach (var root in (ObjectType?[])[schema.QueryType, schema.MutationType, schema.SubscriptionType])
        {
            if (root is not null && _supergraph.Find(root) is not null)
            {
                Visit(new Position(root, [_availability.Nobody], ContextValues.None), root.Name);
            }
        }

        while (_queue.TryDequeue(out var next))
        {
            Expand(next.Position, next.Path);
        }
    }

    private void Visit(Position position, string path)
    {
        if (_seen.Contains(position.Key))
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

        if (_seen.Add(position.Key) && _seen.Count <= PositionsMax)
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

        foreach (var place in position.Places)
        {
            _availability.Complete(place);
        }

        var below = _contexts.Below(type, position.Places.Select(static place => place.Holder), position.Contexts);
        foreach (var field in shown.Fields)
        {
            if (known.Fields.TryGetValue(field.Name, out var found))
            {
                Follow(position, found, below, $"{path} → {field.Name}");
            }
        }
    }

    private void Follow(Position position, SupergraphField field, ContextValues below, string path)
    {
        var answering = new List<(FieldSource Source, Holder Below)>();
        foreach (var source in field.Sources)
        {
            foreach (var place in position.Places)
            {
                if (_availability.IsGiven(place, source))
                {
                    answering.Add((source, _availability.Below(place, source)));
                }
            }
        }

        if (answering.Count == 0)
        {
            Report(position, field, path);
            return;
        }

        var target = field.Definition.Type.Named;
        foreach (var possible in _supergraph.Schema.PossibleTypes(target))
        {
            var holders = answering.FindAll(answer => _availability.CanHold(answer.Source, target, possible));
            if (holders.Count > 0)
            {
                Visit(new Position(possible, holders.Select(static answer => answer.Below), below), path);
            }
        }
    }

    private void Report(Position position, SupergraphField field, string path)
    {
        var type = position.Type;
        var coordinate = $"{type.Name}.{field.Definition.Name}";
        if (!_reported.Add(coordinate))
        {
            return;
        }

        var sources = _explanation.SourcesOf(position);
        var holder = field.Sources.FirstOrDefault(source => !source.IsExternal) ?? field.Sources[0];
        _errors.Add(
            CompositionErrorCodes.UnsatisfiableQueryPath, Name(holder.Source), coordinate,
            $"{coordinate} cannot be resolved on the path {path}: the {type.Name} comes from "
            + $"'{string.Join("', '", sources.Select(Name))}', and "
            + $"{_explanation.Of(position, field)}. Add a @key or @lookup there whose fields are given here, "
            + "or resolve the field here too.",
            holder.Field.Syntax);
    }

    private string Name(int source) => _supergraph.Sources[source].Name;
}
