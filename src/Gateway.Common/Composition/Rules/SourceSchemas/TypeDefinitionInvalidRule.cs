using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>
/// What a source defines of the specification's own types and directives is as the specification has it.
/// </summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Type Definition Invalid. More arguments are allowed, and a plain String where the
/// specification has a scalar of its own.
/// </remarks>
internal static class TypeDefinitionInvalidRule
{
    private static readonly string[] Scalars = ["FieldSelectionMap", "FieldSelectionSet", "FieldSet"];

    private static readonly Dictionary<string, string[]> RequiredArguments = new()
    {
        [Words.Key] = ["fields"],
        [Words.Provides] = ["fields"],
        [Words.Requires] = ["fields"],
        [Words.Is] = ["field"],
        [Words.Require] = ["field"],
        [Words.Override] = ["from"],
    };

    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var name in Scalars)
        {
            if (facts.Schema.FindType(name) is { } type and not ScalarType)
            {
                errors.Add(
                    CompositionErrorCodes.TypeDefinitionInvalid, facts, type,
                    $"{name} is a scalar of the specification: remove the definition, or make it a scalar.");
            }
        }

        foreach (var directive in facts.Schema.DirectiveDefinitions)
        {
            if (facts.Dialect is Dialect.Composite or Dialect.FederationTwo)
            {
                CheckDirective(facts, errors, directive);
            }
        }
    }

    private static void CheckDirective(SourceFacts facts, ErrorLog errors, DirectiveDefinition directive)
    {
        foreach (var name in RequiredArguments.GetValueOrDefault(facts.WordOf(directive.Name), []))
        {
            if (directive.Arguments.Find(name)?.Type is not NonNullType { Nullable: ScalarType })
            {
                errors.Add(
                    CompositionErrorCodes.TypeDefinitionInvalid, facts, $"@{directive.Name}",
                    $"The definition of @{directive.Name} lacks its argument {name} as a non-null scalar: define it as "
                    + "the specification does, or not at all.",
                    directive.Syntax);
            }
        }
    }
}
