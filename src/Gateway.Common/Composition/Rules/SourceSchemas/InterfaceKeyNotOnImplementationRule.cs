using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Every object that implements an interface with a key has that key too.</summary>
/// <remarks>
/// Source: Apollo Federation 2.3 INTERFACE_KEY_NOT_ON_IMPLEMENTATION. In Federation 1 such a key means nothing.
/// </remarks>
internal static class InterfaceKeyNotOnImplementationRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        if (facts.Dialect != Dialect.FederationTwo)
        {
            return;
        }

        foreach (var face in facts.Types.Values.OfType<InterfaceType>())
        {
            var keys = facts.KeysOf(face).Select(key => key.Fields?.Text).ToHashSet();
            foreach (var implementation in facts.Schema.PossibleTypes(face))
            {
                if (!keys.IsSubsetOf(facts.KeysOf(implementation).Select(key => key.Fields?.Text)))
                {
                    errors.Add(
                        CompositionErrorCodes.InterfaceKeyNotOnImplementation, facts, implementation,
                        $"Interface {face.Name} has a key that its implementation {implementation.Name} lacks: "
                        + "add it.");
                }
            }
        }
    }
}
