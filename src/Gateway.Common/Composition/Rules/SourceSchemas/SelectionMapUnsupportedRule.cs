using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>
/// What a lookup takes is a key, of each type a way of its own. An object that tells types apart has to give at least
/// one type that the entity can be all that the argument requires.
/// </summary>
/// <remarks>Source: our own, said here so that nothing composes that could not be run.</remarks>
internal static class SelectionMapUnsupportedRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Is)
        {
            var possible = facts.Schema.PossibleTypes(use.Root).ToArray();
            if (use.Map?.Alternatives.Any(
                entry => TypedMaps.TellsTypes(entry) && !Array.Exists(possible, type => Fits(facts, use, entry, type)))
                == true)
            {
                errors.Add(
                    CompositionErrorCodes.SelectionMapUnsupported, facts, use.Coordinate,
                    $"{use.Coordinate} says within an object of which type the entity has to be, and of no type that "
                    + $"{use.Root.Name} can be does this give all that {use.Input} requires: give each type an "
                    + "object of its own ({ a: <A>.id } | { b: <B>.id }), or make the members optional.",
                    use.At);
            }
        }
    }

    private static bool Fits(SourceFacts facts, SelectionMapUse use, SelectedEntry entry, ObjectType type) =>
        TypedMaps.On(facts.Schema, type, entry, use.Input) is not null;
}
