using Gateway.Common.Schema.Rules;

namespace Gateway.Common.Schema;

/// <summary>Checks a whole type system.</summary>
/// <remarks>
/// Shape: schema → every fault of every rule, up to <see cref="DiagnosticBag.DiagnosticsMax"/>.
/// Source: GraphQL §3, the parts headed "Type Validation".
/// </remarks>
public static class SchemaValidator
{
    /// <summary>In the order in which their faults are told.</summary>
    private static readonly TypeSystemRule[] Rules =
    [
        new(RootTypesRule.Check),
        new(DirectiveDefinitionsRule.Check),
        new(DirectiveReferencesRule.Check),
        new(ReservedNamesRule.CheckDirectives, ReservedNamesRule.Check),
        new(Type: FieldTypesRule.Check),
        new(InputValuesRule.CheckDirectives, InputValuesRule.Check),
        new(Type: DeclaredInterfacesRule.Check),
        new(Type: ImplementationsRule.Check),
        new(Type: UnionMembersRule.Check),
        new(Type: NonEmptyTypesRule.Check),
        new(Type: OneOfInputObjectsRule.Check),
        new(InputObjectReferencesRule.Check),
        new(DefaultValueReferencesRule.Check),
        new(LiteralValuesRule.CheckDirectives, LiteralValuesRule.Check),
        new(LiteralValuesRule.CheckApplied),
        new(Type: SpecifiedByRule.Check),
    ];

    public static IReadOnlyList<SchemaDiagnostic> Validate(GraphQLSchema schema, SchemaBuildOptions? options = null)
    {
        var context = new TypeSystemContext(schema, options ?? SchemaBuildOptions.Default);
        var own = Array.ConvertAll(Rules, _ => context.ForRule());
        for (var rule = 0; rule < Rules.Length; rule++)
        {
            Rules[rule].Whole?.Invoke(own[rule]);
        }

        foreach (var type in context.Types)
        {
            for (var rule = 0; rule < Rules.Length; rule++)
            {
                Rules[rule].Type?.Invoke(own[rule], type);
            }
        }

        foreach (var found in own)
        {
            context.Faults.AddRange(found.Faults.Diagnostics);
        }

        return context.Faults.Diagnostics;
    }
}
