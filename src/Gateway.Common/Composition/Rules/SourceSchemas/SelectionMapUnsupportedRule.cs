using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>
/// What a lookup takes is a key: lists, conditions on types and arguments in it can be read and checked, but keys are
/// not planned by them; nor by more than a path where a lookup takes many keys at once.
/// </summary>
/// <remarks>A limit of our own, said here so that nothing composes that could not be run.</remarks>
internal static class SelectionMapUnsupportedRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Is)
        {
            var isBatch = use.Field.Type.Nullable is ListType;
            if (use.Map is { PlainPath: null } map && (isBatch || !IsKey(map)))
            {
                errors.Add(
                    CompositionErrorCodes.SelectionMapUnsupported, facts, use.Coordinate,
                    isBatch
                        ? $"{use.Coordinate} takes more than a path of fields, which a lookup of many cannot: give it "
                            + "an argument for each path."
                        : $"{use.Coordinate} takes lists, types or arguments, which no key has: take fields alone.",
                    use.At);
            }
        }
    }

    private static bool IsKey(SelectedValue value) => value.Alternatives.All(static entry =>
        entry.List is null
        && entry.Path?.OnType is null
        && entry.Path?.Segments.All(static segment => segment is { OnType: null, Arguments.Count: 0 }) != false
        && (entry.Object?.Fields.All(static field => IsKey(field.Value)) ?? true));
}
