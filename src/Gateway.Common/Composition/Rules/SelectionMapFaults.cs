using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>
/// Finds where a field selection map does not fit the type that it takes from, or the argument it fills.
/// </summary>
/// <remarks>
/// Shape: every fault as text; fields may be spread over all sources but one. Source: Composite Schemas Appendix A,
/// Validation.
/// </remarks>
internal sealed class SelectionMapFaults(MergeContext context)
{
    private readonly List<string> _faults = [];
    private SourceFacts? _except;

    /// <param name="except">The source whose own fields do not count, or null.</param>
    public IReadOnlyList<string> Find(SourceFacts facts, SelectionMapUse use, SourceFacts? except)
    {
        _faults.Clear();
        _except = except;
        Check(facts.NameOf(use.Root), use.Map!, use.Input);
        return _faults;
    }

    private void Check(string type, SelectedValue value, SchemaType? input)
    {
        foreach (var entry in value.Alternatives)
        {
            Check(type, entry, input);
        }
    }

    private void Check(string type, SelectedEntry entry, SchemaType? input)
    {
        var below = type;
        if (entry.Path is { } path)
        {
            var isOpen = entry.Object is not null || entry.List is not null;
            if (Follow(type, path, mustBeLeaf: !isOpen) is not { } end)
            {
                return;
            }

            below = end;
            if (!isOpen && input?.Named is InputObjectType needed)
            {
                _faults.Add($"{needed.Name} is an input object, so its fields must be mapped one by one");
            }
        }

        if (entry.Object is { } fields)
        {
            CheckObject(below, fields, input);
        }

        if (entry.List is { } list)
        {
            CheckList(below, list, input);
        }
    }

    private void CheckObject(string type, SelectedObject fields, SchemaType? input)
    {
        if (input is not null && input.Nullable is not InputObjectType)
        {
            _faults.Add($"the argument is {input}, which no object fits");
            return;
        }

        var target = input?.Nullable as InputObjectType;
        foreach (var field in fields.Fields)
        {
            var own = target?.Fields.Find(field.Name);
            if (target is not null && own is null)
            {
                _faults.Add($"{target.Name} has no field {field.Name}");
            }

            Check(type, field.Value, own?.Type);
        }

        foreach (var missing in target?.Fields.Where(own => own.IsRequired) ?? [])
        {
            if (!fields.Fields.Any(field => field.Name == missing.Name))
            {
                _faults.Add($"{target!.Name}.{missing.Name} is required and not mapped");
            }
        }
    }

    private void CheckList(string type, SelectedList list, SchemaType? input)
    {
        if (input is not null && input.Nullable is not ListType)
        {
            _faults.Add($"the argument is {input}, which no list fits");
            return;
        }

        var element = (input?.Nullable as ListType)?.ElementType;
        if (list.Nested is { } nested)
        {
            CheckList(type, nested, element);
        }
        else
        {
            Check(type, list.Value!, element);
        }
    }

    /// <returns>The type at the path's end; null where it leads nowhere.</returns>
    private string? Follow(string type, SelectedPath path, bool mustBeLeaf)
    {
        var current = path.OnType ?? type;
        for (var index = 0; index < path.Segments.Count; index++)
        {
            var segment = path.Segments[index];
            if (FieldsOf(current, segment.Field) is not { Count: > 0 } fields)
            {
                _faults.Add($"{(_except is null ? "no" : "no other")} source gives {current} a field {segment.Field}");
                return null;
            }

            _faults.AddRange(ArgumentFaults.Find(fields[0].Field, segment.Arguments));
            current = segment.OnType ?? fields[0].Facts.NameOf(fields[0].Field.Type.Named);
        }

        if (mustBeLeaf && context.Find(current)?.Leading.IsComposite == true)
        {
            _faults.Add($"it does not say which fields of {current}");
            return null;
        }

        return current;
    }

    private List<FieldOccurrence> FieldsOf(string type, string field) =>
        context.Find(type) is { } group
        && context.FieldsOf(group).TryGetValue(field, out var found)
            ? found.FindAll(occurrence => occurrence.Facts != _except)
            : [];
}
