using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Selections;

/// <summary>Selects, of the objects further up, what arguments below take of them.</summary>
/// <remarks>
/// Shape: for each field with contextual arguments, its groups are climbed until all objects of one set the context:
/// the nearest that sets it counts. What is selected is asked for as if a client had, and never written. Objects in the
/// data of a mutation or subscription can set a context, the root itself cannot: asking it would be another mutation.
/// Bound: fields that need fields are followed <see cref="Openings.ChainMax"/> deep.
/// Source: Apollo Federation 2.8, <c>@context</c> and <c>@fromContext</c>.
/// </remarks>
internal sealed class ContextSelections
{
    /// <summary>
    /// Keeps objects that an argument takes a value of apart from what clients select: no client writes it.
    /// </summary>
    private static readonly Name Apart = new("@context");

    private readonly Supergraph _supergraph;
    private readonly ILookup<string, FieldSource> _taking;

    private ContextSelections(Supergraph supergraph, IEnumerable<(string Coordinate, FieldSource Field)> taking)
    {
        _supergraph = supergraph;
        _taking = taking.ToLookup(static entry => entry.Coordinate, static entry => entry.Field);
    }

    /// <returns>Null where no field takes a value of a context.</returns>
    public static ContextSelections? Of(Supergraph supergraph)
    {
        var taking = supergraph.Schema.Types
            .SelectMany(type => supergraph.Find(type)?.Fields.Values ?? [])
            .SelectMany(
                static field => field.Sources,
                static (field, source) => (field.Definition.Coordinate, Field: source))
            .ToArray();
        return Array.Exists(taking, static entry => entry.Field.ContextArguments.Count > 0)
            ? new ContextSelections(supergraph, taking)
            : null;
    }

    /// <param name="root">What the client selected; what contexts need is added.</param>
    public void AddTo(SelectionGroup root) => Walk(root, null);

    private void Walk(SelectionGroup group, Above? above)
    {
        foreach (var (parent, selection) in group.Items.ToArray())
        {
            foreach (var type in _supergraph.Schema.PossibleTypes(parent))
            {
                AddNeeds(type, selection, above);
            }

            if (selection.Children is { } children)
            {
                Walk(children, new Above(group, above));
            }
        }
    }

    private void AddNeeds(ObjectType type, Selection selection, Above? above)
    {
        foreach (var source in _taking[$"{type.Name}.{selection.Field.Name}"])
        {
            if (!AddNeeds(type, source, above, 0))
            {
                (selection.Unreached ??= []).Add(source);
            }
        }
    }

    /// <returns>Whether some object above can set each context that the field's own arguments take.</returns>
    private bool AddNeeds(ObjectType type, FieldSource source, Above? above, int depth)
    {
        var isReached = true;
        foreach (var argument in source.ContextArguments)
        {
            isReached &= SelectAbove(argument, above);
        }

        if (depth == Openings.ChainMax)
        {
            return isReached;
        }

        foreach (var needed in Requirements.Of(source).SelectMany(static set => set.Selection.Selections))
        {
            foreach (var other in needed is FieldNode field ? _taking[$"{type.Name}.{field.Name}"] : [])
            {
                AddNeeds(type, other, above, depth + 1);
            }
        }

        return isReached;
    }

    private bool SelectAbove(ContextArgument argument, Above? above)
    {
        var isReached = false;
        for (var level = above; level is not null; level = level.Next)
        {
            var possible = _supergraph.Schema.PossibleTypes(level.Group.Type);
            var setting = possible.ToArray().Where(type => argument.SelectionOf(type) is not null).ToArray();
            if (setting.Length == 0 || IsOneTimeRoot(level.Group.Type))
            {
                continue;
            }

            isReached = true;
            foreach (var type in setting)
            {
                Select(level.Group, type, argument.SelectionOf(type)!.Selection);
            }

            if (setting.Length == possible.Length)
            {
                break;
            }
        }

        return isReached;
    }

    private bool IsOneTimeRoot(NamedType type) =>
        type == _supergraph.Schema.MutationType || type == _supergraph.Schema.SubscriptionType;

    private void Select(SelectionGroup group, ObjectType type, SelectionSetNode set)
    {
        var wanted = Requirements.Select(_supergraph.Schema, type, KeptApart(set));
        Merge(group, wanted);
        foreach (var (_, selection) in group.Items.Where(item => item.Parent == type
            && wanted.Items.Any(own => own.Selection.Key == item.Selection.Key)))
        {
            selection.IsContext = true;
        }
    }

    /// <summary>Leaves are the same value whoever asks; of objects others may be asked, under conditions.</summary>
    public static SelectionSetNode KeptApart(SelectionSetNode set) => new(
        [.. set.Selections.Select(static node => node is FieldNode { SelectionSet: { } below } field
            ? new FieldNode(Apart, field.Name, [.. field.Arguments], [], below, field.Span)
            : node)],
        set.Span);

    private static void Merge(SelectionGroup into, SelectionGroup from)
    {
        foreach (var (parent, selection) in from.Items)
        {
            var own = into.GetOrAdd(parent, selection.Key, [], () => selection);
            if (own != selection && selection.Children is { } children)
            {
                Merge(own.Children!, children);
            }
        }
    }

    /// <summary>The groups above a field's own, the nearest first.</summary>
    private sealed record Above(SelectionGroup Group, Above? Next);
}
