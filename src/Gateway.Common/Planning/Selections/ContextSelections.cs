using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Selections;

/// <summary>Selects, of the objects further up, what arguments below take of them.</summary>
/// <remarks>
/// Shape: for each field with contextual arguments, its groups are climbed until all objects of one set the context:
/// the nearest that sets it counts. What is selected is asked for as if a client had, under the conditions of the
/// fields that take it, and never written; it may itself take values of objects above it. What sources require of an
/// object is walked like what a client selects of it, and kept with the field that it is required for. Objects in the
/// data of a mutation or subscription can set a context, the root itself cannot: asking it would be another mutation.
/// Bounds: fields that need fields are followed <see cref="Openings.ChainMax"/> deep;
/// <see cref="PlanLimitException"/> past <see cref="VisitsMax"/>.
/// Source: Apollo Federation 2.8, <c>@context</c> and <c>@fromContext</c>.
/// </remarks>
internal sealed class ContextSelections
{
    /// <summary>Required fields that are looked at in one operation.</summary>
    public const int VisitsMax = 20_000;

    /// <summary>
    /// Keeps objects that an argument takes a value of apart from what clients select: no client writes it.
    /// </summary>
    private static readonly Name Apart = new("@context");

    private readonly GraphQLSchema _schema;
    private readonly ContextualFields _fields;
    private readonly Dictionary<(SelectionGroup, NamedType, string Text), Selection> _required = [];
    private readonly Dictionary<Selection, IReadOnlyList<FetchCondition>?> _requiredWhen = [];
    private int _visits;

    private ContextSelections(GraphQLSchema schema, ContextualFields fields)
    {
        _schema = schema;
        _fields = fields;
    }

    /// <param name="root">What the client selected; what contexts need is added.</param>
    /// <param name="schema">The supergraph's.</param>
    /// <param name="fields">Those that take values.</param>
    public static void AddTo(SelectionGroup root, GraphQLSchema schema, ContextualFields fields) =>
        new ContextSelections(schema, fields).Walk(new Place(root, null, null, 0));

    /// <summary>Leaves are the same value whoever asks; of objects others may be asked, under conditions.</summary>
    public static SelectionSetNode KeptApart(SelectionSetNode set) => new(
        [.. set.Selections.Select(static node => node is FieldNode { SelectionSet: { } below } field
            ? new FieldNode(Apart, field.Name, [.. field.Arguments], [], below, field.Span)
            : node)],
        set.Span);

    private void Walk(Place place)
    {
        foreach (var (parent, selection) in place.Group.Items.ToArray())
        {
            Visit(place, parent, selection, selection.Conditions);
        }
    }

    /// <param name="place">Where the field is selected.</param>
    /// <param name="parent">The type that it is selected on.</param>
    /// <param name="selection">The field.</param>
    /// <param name="when">When it is asked for, where its object is; null: always.</param>
    private void Visit(Place place, NamedType parent, Selection selection, IReadOnlyList<FetchCondition>? when)
    {
        if (place.Hops > 0 && ++_visits > VisitsMax)
        {
            throw new PlanLimitException("The operation needs too many values of contexts.");
        }

        foreach (var type in _schema.PossibleTypes(parent))
        {
            foreach (var source in _fields.Of(type, selection.Field.Name))
            {
                if (!SelectAbove(place, source, when))
                {
                    (selection.Unreached ??= []).Add(source);
                }

                foreach (var set in place.Hops < Openings.ChainMax ? Requirements.Of(source) : [])
                {
                    Require(place, type, selection, set, when);
                }
            }
        }

        if (selection.Children is { } children)
        {
            Walk(new Place(children, place, when, place.Hops));
        }
    }

    private void Require(
        Place place, ObjectType type, Selection selection, FieldSet set, IReadOnlyList<FetchCondition>? when)
    {
        if (selection.Needs?.TryGetValue((type, set.Text), out var needed) != true)
        {
            var wanted = Requirements.Select(_schema, type, set.Selection);
            if (!_fields.AreIn(wanted))
            {
                return;
            }

            needed = [.. wanted.Items.Select(item => (item.Parent, Shared(place.Group, item.Parent, item.Selection)))];
            (selection.Needs ??= []).Add((type, set.Text), needed);
        }

        foreach (var (parent, own) in needed!)
        {
            VisitRequired(place with { Hops = place.Hops + 1 }, parent, own, when);
        }
    }

    /// <summary>What several fields require of one object is one selection.</summary>
    private Selection Shared(SelectionGroup group, NamedType parent, Selection selection)
    {
        var key = (group, parent, $"{selection.Key}{Requirements.TextOf(selection.Children)}");
        if (!_required.TryGetValue(key, out var known))
        {
            _required.Add(key, known = selection);
        }

        return known;
    }

    /// <summary>Again only where it is asked for more often than was known: so what needs itself ends.</summary>
    private void VisitRequired(
        Place place, NamedType parent, Selection selection, IReadOnlyList<FetchCondition>? when)
    {
        if (_requiredWhen.TryGetValue(selection, out var before))
        {
            when = FieldConditions.Either(before, when);
            if (ReferenceEquals(when, before))
            {
                return;
            }
        }

        _requiredWhen[selection] = when;
        Visit(place, parent, selection, when);
    }

    /// <returns>Whether some object above can set each context that the field's own arguments take.</returns>
    private bool SelectAbove(Place place, FieldSource source, IReadOnlyList<FetchCondition>? when)
    {
        var isReached = true;
        foreach (var argument in source.ContextArguments)
        {
            isReached &= SelectAbove(place, argument, when);
        }

        return isReached;
    }

    private bool SelectAbove(Place place, ContextArgument argument, IReadOnlyList<FetchCondition>? when)
    {
        var isReached = false;
        var from = place;
        while (from.Above is { } level)
        {
            when = FieldConditions.Both(from.When, when);
            from = level;
            var possible = _schema.PossibleTypes(level.Group.Type);
            var setting = possible.ToArray().Where(type => argument.SelectionOf(type) is not null).ToArray();
            if (setting.Length == 0 || IsOneTimeRoot(level.Group.Type))
            {
                continue;
            }

            isReached = true;
            foreach (var type in setting)
            {
                Select(level, type, argument, when);
            }

            if (setting.Length == possible.Length)
            {
                break;
            }
        }

        return isReached;
    }

    private bool IsOneTimeRoot(NamedType type) => type == _schema.MutationType || type == _schema.SubscriptionType;

    /// <summary>What is added, or is asked for more often than before, may take values of contexts itself.</summary>
    private void Select(
        Place level, ObjectType type, ContextArgument argument, IReadOnlyList<FetchCondition>? when)
    {
        var set = KeptApart(argument.SelectionOf(type)!.Selection);
        foreach (var (parent, selection) in Requirements.Select(_schema, type, set).Items)
        {
            var own = Merge(level.Group, parent, selection, when, out var isChanged);
            (own.GivenTo ??= []).Add(argument);
            if (isChanged)
            {
                Visit(level, parent, own, own.Conditions);
            }
        }
    }

    private static Selection Merge(
        SelectionGroup into,
        NamedType parent,
        Selection selection,
        IReadOnlyList<FetchCondition>? when,
        out bool isChanged)
    {
        var known = into.Find(parent, selection.Key);
        var before = known?.Conditions;
        var own = into.Meet(parent, selection.Key, when ?? []) ?? into.Add(parent, selection, when ?? []);
        isChanged = known is null || !ReferenceEquals(before, own.Conditions);
        foreach (var (type, child) in known is null ? [] : selection.Children?.Items ?? [])
        {
            Merge(own.Children!, type, child, null, out var isChildChanged);
            isChanged |= isChildChanged;
        }

        return own;
    }

    /// <summary>A group and how it is come to.</summary>
    /// <param name="Group">What is selected of the objects there.</param>
    /// <param name="Above">Null for the root.</param>
    /// <param name="When">When the field that leads there is asked for, where its object is; null: always.</param>
    /// <param name="Hops">How many requirements led there.</param>
    private sealed record Place(
        SelectionGroup Group, Place? Above, IReadOnlyList<FetchCondition>? When, int Hops);
}
