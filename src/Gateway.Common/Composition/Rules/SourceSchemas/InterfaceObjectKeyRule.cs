using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>An interface object has a key: it is how its objects are told apart.</summary>
/// <remarks>Source: Apollo Federation INTERFACE_OBJECT_USAGE_ERROR.</remarks>
internal static class InterfaceObjectKeyRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var type in facts.Types.Values)
        {
            if (facts.Has(type, Words.InterfaceObject) && !facts.KeysOf(type).Any())
            {
                errors.Add(
                    CompositionErrorCodes.InterfaceObjectWithoutKey, facts, type,
                    $"{type.Name} is an @interfaceObject without key: add the @key of the interface.");
            }
        }
    }
}
