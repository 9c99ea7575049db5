using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>A root field by which a source gives entities.</summary>
/// <param name="Entities">The type it returns, and what that can be.</param>
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
    public static IEnumerable<LookupField> Of(SourceFacts facts)
    {
        foreach (var field in facts.Schema.QueryType?.Fields ?? MemberMap<FieldDefinition>.Empty)
        {
            if (facts.Has(field, Words.Lookup))
            {
                yield return Read(facts, field);
            }
        }
    }

    private static LookupField Read(SourceFacts facts, FieldDefinition field)
    {
        var entity = field.Type.Named;
        var arguments = new List<LookupArgument>();
        foreach (var argument in field.Arguments)
        {
            if (PathOf(facts, entity, argument) is { } path)
            {
                arguments.Add(new LookupArgument(argument, path));
            }
        }

        var isBatch = field.Type.Nullable is ListType;
        var key = arguments.Count == 0 ? null : FieldSets.OfPaths(arguments.Select(argument => argument.Path));
        IReadOnlyList<NamedType> entities = entity.IsAbstract
            ? [entity, .. facts.Schema.PossibleTypes(entity).ToArray()]
            : [entity];
        return new LookupField(field, entities, key, arguments, isBatch);
    }

    private static IReadOnlyList<string>? PathOf(SourceFacts facts, NamedType entity, InputValueDefinition argument)
    {
        if (facts.Find(argument, Words.Is) is { } directive)
        {
            return DirectiveArguments.Text(directive, "field"u8) is { } text
                ? SelectionMaps.Read(text)?.PlainPath
                : null;
        }

        return !facts.IsFilledIn(argument)
            && entity is ComplexType complex && complex.Fields.Contains(argument.Name)
            ? [argument.Name]
            : null;
    }
}
