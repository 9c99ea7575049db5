using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Overlap;

/// <summary>Finds out whether any fields of a document conflict, by groups instead of pairs.</summary>
/// <remarks>
/// Source: GraphQL §5.3.2, FieldsInSetCanMerge and SameResponseShape; the grouping follows Simon Adameit's "GraphQL:
/// Overlapping fields can be merged fast". All fields that land in one object are one set; equality within a group is
/// transitive, so each field is compared with the group's first. A set that was seen is not looked at again.
/// Shape: O(fields) sets and comparisons for documents whose sets repeat; the work budget bounds the rest.
/// </remarks>
internal sealed class FieldMergeCheck(ValidationContext context)
{
    private readonly SelectionTable _table = context.Selections;
    private readonly FieldCollector _collector = new(context);
    private readonly Queue<FieldSet> _pending = new();
    private readonly HashSet<FieldSet> _seen = new(FieldSet.Comparer);
    private readonly bool[] _seenSets = new bool[context.Selections.SetCount];
    private readonly GroupScratch _groups = new(context.Selections);
    private readonly List<int> _children = [];
    private (FieldNode First, FieldNode Second)? _conflict;

    /// <returns>Two fields that conflict, or null.</returns>
    public (FieldNode First, FieldNode Second)? FindConflict()
    {
        foreach (var definition in context.Operations.Concat(context.Fragments))
        {
            EnqueueSet(definition.RootSet, comparesShapeOnly: false);
            while (_conflict is null && _pending.TryDequeue(out var set))
            {
                CheckSet(set);
            }
        }

        return _conflict;
    }

    private void EnqueueSet(int set, bool comparesShapeOnly)
    {
        if (set == SelectionTable.None || _seenSets[set])
        {
            return;
        }

        // What was compared in full has been compared in shape.
        _seenSets[set] = !comparesShapeOnly;
        _children.Clear();
        _children.Add(set);
        EnqueueChildren(comparesShapeOnly);
    }

    private void EnqueueChildren(bool comparesShapeOnly)
    {
        if (_children.Count == 0)
        {
            return;
        }

        var set = new FieldSet(_collector.Collect(_children), comparesShapeOnly);
        if (set.Entries.Length > 0 && _seen.Add(set))
        {
            _pending.Enqueue(set);
        }
    }

    private void CheckSet(FieldSet set)
    {
        var groups = _groups.Group(set.Entries);
        for (var index = 0; index < groups.Count && _conflict is null; index++)
        {
            var group = groups[index];
            if (group.Count == 1)
            {
                EnqueueSet(_table[group[0]].ChildSet, set.ComparesShapeOnly);
            }
            else
            {
                CheckGroup(group, set.ComparesShapeOnly);
            }
        }
    }

    /// <summary>Fields with one response name.</summary>
    private void CheckGroup(List<int> group, bool comparesShapeOnly)
    {
        context.Charge(group.Count);
        if (!HaveOneShape(group))
        {
            return;
        }

        if (comparesShapeOnly)
        {
            CheckMerged(group, comparesShapeOnly: true);
            return;
        }

        var objects = DistinctObjects(group);
        if (objects.Count <= 1)
        {
            CheckSelected(group);
            return;
        }

        // Fields of different objects never meet: those of one object meet with those of abstract types.
        var members = new List<int>();
        foreach (var parent in objects)
        {
            context.Charge(group.Count);
            members.Clear();
            foreach (var entry in group)
            {
                if (_table[entry].Parent is not ObjectType type || type == parent)
                {
                    members.Add(entry);
                }
            }

            CheckSelected(members);
        }

        CheckMerged(group, comparesShapeOnly: true);
    }

    private bool HaveOneShape(List<int> group)
    {
        var first = SelectionTable.None;
        foreach (var entry in group)
        {
            if (_table[entry].Definition is not { } definition)
            {
                continue;
            }

            if (first == SelectionTable.None)
            {
                first = entry;
            }
            else if (!FieldEquality.SameShape(_table[first].Definition!.Type, definition.Type))
            {
                _conflict = (_table[first].Field!, _table[entry].Field!);
                return false;
            }
        }

        return true;
    }

    private List<ObjectType> DistinctObjects(List<int> group)
    {
        var objects = new List<ObjectType>();
        var seen = new HashSet<ObjectType>();
        foreach (var entry in group)
        {
            if (_table[entry].Parent is ObjectType type && seen.Add(type))
            {
                objects.Add(type);
            }
        }

        return objects;
    }

    /// <summary>
    /// Fields that one object may answer together: same name, same arguments, and below them the same.
    /// </summary>
    private void CheckSelected(List<int> group)
    {
        if (_conflict is not null)
        {
            return;
        }

        var first = _table[group[0]].Field!;
        for (var index = 1; index < group.Count; index++)
        {
            var field = _table[group[index]].Field!;
            if (first.Name != field.Name || !FieldEquality.SameArguments(first, field, context))
            {
                _conflict = (first, field);
                return;
            }
        }

        CheckMerged(group, comparesShapeOnly: false);
    }

    private void CheckMerged(List<int> group, bool comparesShapeOnly)
    {
        if (_conflict is not null)
        {
            return;
        }

        _children.Clear();
        foreach (var entry in group)
        {
            if (_table[entry].ChildSet is var child and not SelectionTable.None)
            {
                _children.Add(child);
            }
        }

        EnqueueChildren(comparesShapeOnly);
    }
}
