using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>
/// Takes apart by type what a map takes where it tells within an object of which type the object has to be that it
/// begins at: of each type it is a map of its own.
/// </summary>
/// <remarks>
/// Where the type does not fit, a path gives null (Composite Schemas Appendix A): a member that only other types have
/// is left out, and there is no map where the input requires it.
/// </remarks>
internal static class TypedMaps
{
    /// <summary>The ways in which a lookup's argument takes a key, as <see cref="SelectionMaps.Ways"/>.</summary>
    /// <param name="schema">The source's.</param>
    /// <param name="entity">What the map begins at.</param>
    /// <param name="map">The map.</param>
    /// <param name="input">What a value is for.</param>
    public static IEnumerable<(SelectedValue Value, string? OnType)> Ways(
        GraphQLSchema schema, NamedType entity, SelectedValue map, SchemaType input)
    {
        if (map.Alternatives.Where(static entry => !TellsTypes(entry)).ToArray() is { Length: > 0 } plain)
        {
            foreach (var way in SelectionMaps.Ways(new SelectedValue(plain)))
            {
                yield return way;
            }
        }

        var typed = map.Alternatives.Where(TellsTypes).ToArray();
        foreach (var type in typed.Length == 0 ? [] : schema.PossibleTypes(entity).ToArray())
        {
            var own = typed.Select(entry => On(schema, type, entry, input)).OfType<SelectedEntry>().ToArray();
            foreach (var (value, _) in own.Length == 0 ? [] : SelectionMaps.Ways(new SelectedValue(own)))
            {
                yield return (value, type.Name);
            }
        }
    }

    /// <summary>Whether an object says of which type the object has to be that the map begins at.</summary>
    public static bool TellsTypes(SelectedEntry entry) => entry is { Path: null, Object: { } value }
        && value.Fields.Any(static field => field.Value.Alternatives.Any(
            static inner => inner.Path is { } path ? path.OnType is not null : TellsTypes(inner)));

    /// <summary>What is left of an alternative for one type; null where it gives that type nothing.</summary>
    public static SelectedEntry? On(GraphQLSchema schema, ObjectType type, SelectedEntry entry, SchemaType? input)
    {
        if (entry.Path is { } path)
        {
            return path.OnType is null || IsOf(schema, type, path.OnType)
                ? entry with { Path = path with { OnType = null } }
                : null;
        }

        var target = input?.Nullable as InputObjectType;
        var fields = new List<SelectedField>();
        foreach (var field in entry.Object!.Fields)
        {
            var own = target?.Fields.Find(field.Name);
            var left = field.Value.Alternatives.Select(inner => On(schema, type, inner, own?.Type))
                .OfType<SelectedEntry>().ToArray();
            if (left.Length > 0)
            {
                fields.Add(field with { Value = new SelectedValue(left) });
            }
            else if (own is { IsRequired: true })
            {
                return null;
            }
        }

        return fields.Count == 0 ? null : entry with { Object = new SelectedObject(fields) };
    }

    private static bool IsOf(GraphQLSchema schema, ObjectType type, string name) =>
        schema.FindType(name) is { } named && schema.PossibleTypes(named).Contains(type);
}
