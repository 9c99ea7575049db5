using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>Every object that implements an interface with a key has that key too.</summary>
/// <remarks>Source: Apollo Federation 2.3 INTERFACE_KEY_NOT_ON_IMPLEMENTATION.</remarks>
internal static class InterfaceKeyImplementationRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var face in facts.Types.Values.OfType<InterfaceType>())
        {
            var keys = facts.KeysOf(face).Select(key => key.Fields?.Text).ToHashSet();
            foreach (var implementation in facts.Schema.PossibleTypes(face))
            {
                if (!keys.IsSubsetOf(facts.KeysOf(implementation).Select(key => key.Fields?.Text)))
                {
                    errors.Add(
                        CompositionErrorCodes.InterfaceKeyMissingImplementation, facts, implementation,
                        $"Interface {face.Name} has a key that its implementation {implementation.Name} lacks: "
                        + "add it.");
                }
            }
        }
    }
}
