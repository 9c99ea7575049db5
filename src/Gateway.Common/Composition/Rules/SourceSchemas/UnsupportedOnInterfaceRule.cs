using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Interfaces have keys from Federation 2.3 on, and their fields never need or bring others.</summary>
/// <remarks>
/// Source: Apollo KEY_UNSUPPORTED_ON_INTERFACE, REQUIRES_UNSUPPORTED_ON_INTERFACE, PROVIDES_UNSUPPORTED_ON_INTERFACE.
/// Federation 1 passes over all of them.
/// </remarks>
internal static class UnsupportedOnInterfaceRule
{
    private static readonly (int Major, int Minor) FirstWithKeys = (2, 3);

    private static readonly (string Word, string Code)[] OnFields =
    [
        (Words.Requires, CompositionErrorCodes.RequiresUnsupportedOnInterface),
        (Words.Provides, CompositionErrorCodes.ProvidesUnsupportedOnInterface),
    ];

    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        if (facts.Dialect != Dialect.FederationTwo)
        {
            return;
        }

        foreach (var face in facts.Types.Values.OfType<InterfaceType>())
        {
            CheckKey(facts, face, errors);
            foreach (var field in face.Fields)
            {
                CheckField(facts, field, errors);
            }
        }
    }

    private static void CheckKey(SourceFacts facts, InterfaceType face, ErrorLog errors)
    {
        var version = facts.Links.FirstOrDefault(link => link.IsFederation)?.Version;
        if (version is { } known && known.CompareTo(FirstWithKeys) < 0
            && facts.Find(face.Directives, Words.Key) is { } key)
        {
            errors.Add(
                CompositionErrorCodes.KeyUnsupportedOnInterface, facts, face.Name,
                $"{face.Name} is an interface, which Federation v{known.Major}.{known.Minor} gives no key: link v2.3.",
                Places.Of(face, key));
        }
    }

    private static void CheckField(SourceFacts facts, FieldDefinition field, ErrorLog errors)
    {
        foreach (var (word, code) in OnFields)
        {
            if (facts.Find(field, word) is { } directive)
            {
                errors.Add(
                    code, facts, field.Coordinate,
                    $"{field.Coordinate} is a field of an interface, which nothing resolves: put @{word} on the fields "
                    + "of the types that implement it.",
                    Places.Of(field, directive));
            }
        }
    }
}
