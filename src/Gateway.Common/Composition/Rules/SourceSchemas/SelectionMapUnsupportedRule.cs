using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>
/// What a lookup takes is a key. Of which type the entity has to be stands before all that is taken of it, not within
/// an object: each type is a way of its own to look up.
/// </summary>
/// <remarks>A limit of our own, said here so that nothing composes that could not be run.</remarks>
internal static class SelectionMapUnsupportedRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Is)
        {
            if (use.Map?.Alternatives.Any(static entry => entry.Path is null && HasTypeWithin(entry.Object)) == true)
            {
                errors.Add(
                    CompositionErrorCodes.SelectionMapUnsupported, facts, use.Coordinate,
                    $"{use.Coordinate} says within an object of which type the entity has to be: give each type a "
                    + "lookup of its own.",
                    use.At);
            }
        }
    }

    private static bool HasTypeWithin(SelectedObject? value) => value?.Fields.Any(static field =>
        field.Value.Alternatives.Any(static entry => entry.Path is { } path
            ? path.OnType is not null
            : HasTypeWithin(entry.Object))) == true;
}
