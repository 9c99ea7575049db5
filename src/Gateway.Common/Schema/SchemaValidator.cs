using Gateway.Common.Schema.Rules;

namespace Gateway.Common.Schema;

/// <summary>Checks a whole type system.</summary>
/// <remarks>
/// Shape: schema → every fault of every rule, up to <see cref="DiagnosticBag.DiagnosticsMax"/>.
/// Source: GraphQL §3, the parts headed "Type Validation".
/// </remarks>
public static class SchemaValidator
{
    private static readonly Action<TypeSystemContext>[] Checks =
    [
        RootTypesRule.Check,
        DirectiveDefinitionsRule.Check,
        DirectiveReferencesRule.Check,
        ReservedNamesRule.Check,
        FieldTypesRule.Check,
        InputValuesRule.Check,
        DeclaredInterfacesRule.Check,
        ImplementationsRule.Check,
        UnionMembersRule.Check,
        NonEmptyTypesRule.Check,
        OneOfInputObjectsRule.Check,
        InputObjectReferencesRule.Check,
        DefaultValueReferencesRule.Check,
        LiteralValuesRule.Check,
        SpecifiedByRule.Check,
    ];

    public static IReadOnlyList<SchemaDiagnostic> Validate(GraphQLSchema schema, SchemaBuildOptions? options = null)
    {
        var context = new TypeSystemContext(schema, options ?? SchemaBuildOptions.Default);
        foreach (var check in Checks)
        {
            check(context);
        }

        return context.Faults.Diagnostics;
    }
}
