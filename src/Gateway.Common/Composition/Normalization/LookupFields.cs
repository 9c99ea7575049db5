using System.Text;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>A root field by which a source gives entities.</summary>
/// <param name="Entities">The type it returns, and what that can be; fewer where what it takes is of one type.</param>
/// <param name="Key">Null where no argument takes a key field.</param>
/// <param name="IsBatch">Takes a list of keys.</param>
internal sealed record LookupField(
    FieldDefinition Field,
    IReadOnlyList<NamedType> Entities,
    FieldSet? Key,
    IReadOnlyList<LookupArgument> Arguments,
    bool IsBatch);

/// <summary>Reads <c>@lookup</c> fields.</summary>
/// <remarks>Source: Composite Schemas §2.2.1 @lookup, §2.2.3 @is; batch lookups are our own.</remarks>
internal static class LookupFields
{
    /// <summary>Ways to call one lookup field, those of all types together.</summary>
    public const int WaysMax = 256;

    public static IEnumerable<LookupField> Of(SourceFacts facts)
    {
        foreach (var field in facts.Schema.QueryType?.Fields ?? MemberMap<FieldDefinition>.Empty)
        {
            if (!facts.Has(field, Words.Lookup))
            {
                continue;
            }

            foreach (var arguments in ArgumentsOf(facts, field).Take(WaysMax))
            {
                if (Read(facts, field, arguments) is { Entities.Count: > 0 } way)
                {
                    yield return way;
                }
            }
        }
    }

    /// <summary>Whether there are more ways to call a lookup than are read.</summary>
    public static bool HasMore(SourceFacts facts, FieldDefinition field) =>
        ArgumentsOf(facts, field).Count > WaysMax;

    private static LookupField Read(SourceFacts facts, FieldDefinition field, IReadOnlyList<LookupArgument> arguments)
    {
        var key = arguments.Count == 0
            ? null
            : FieldSets.Read(string.Join(' ', arguments.Select(static argument => argument.Map is { } map
                ? SelectionMaps.SelectionOf(map)!.Text
                : FieldSets.OfPaths([argument.Path])!.Text)));
        var entities = EntitiesOf(facts, field, arguments);
        return new LookupField(field, entities, key, arguments, field.Type.Nullable is ListType);
    }

    private static NamedType[] EntitiesOf(
        SourceFacts facts, FieldDefinition field, IEnumerable<LookupArgument> arguments)
    {
        var entity = field.Type.Named;
        NamedType[] entities = entity.IsAbstract
            ? [entity, .. facts.Schema.PossibleTypes(entity).ToArray()]
            : [entity];
        foreach (var onType in arguments.Select(static argument => argument.OnType).OfType<string>())
        {
            var possible = facts.Schema.FindType(Encoding.UTF8.GetBytes(onType)) is { } known
                ? facts.Schema.PossibleTypes(known).ToArray()
                : [];
            entities = [.. entities.Where(candidate => candidate.Name == onType || possible.Contains(candidate))];
        }

        return entities;
    }

    /// <summary>
    /// The arguments that take a key; where one of them may take this or that, each is a way to look up.
    /// </summary>
    /// <remarks>Bound: one more than <see cref="WaysMax"/>.</remarks>
    private static IReadOnlyList<IReadOnlyList<LookupArgument>> ArgumentsOf(SourceFacts facts, FieldDefinition field)
    {
        IReadOnlyList<IReadOnlyList<LookupArgument>> ways = [[]];
        foreach (var argument in field.Arguments)
        {
            if (KeysOf(facts, field, argument).ToArray() is { Length: > 0 } keys)
            {
                ways = [.. ways.SelectMany(_ => keys, IReadOnlyList<LookupArgument> (way, key) => [.. way, key])
                    .Where(way => EntitiesOf(facts, field, way).Length > 0).Take(WaysMax + 1)];
            }
        }

        return ways;
    }

    private static IEnumerable<LookupArgument> KeysOf(
        SourceFacts facts, FieldDefinition field, InputValueDefinition argument)
    {
        var entity = field.Type.Named;
        if (facts.Find(argument, Words.Is) is { } directive)
        {
            var map = DirectiveArguments.Text(directive, "field"u8) is { } text ? SelectionMaps.Read(text) : null;
            return map is null
                ? []
                : TypedMaps.Ways(facts.Schema, entity, map, SourceUses.InputOf(field, argument, Words.Is)).Select(
                    way => way.Value.PlainPath is { } path
                        ? new LookupArgument(argument, path, OnType: way.OnType)
                        : new LookupArgument(argument, [], way.Value, way.OnType));
        }

        return !facts.IsFilledIn(argument)
            && entity is ComplexType complex && complex.Fields.Contains(argument.Name)
            ? [new LookupArgument(argument, [argument.Name])]
            : [];
    }
}
