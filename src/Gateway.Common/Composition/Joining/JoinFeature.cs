namespace Gateway.Common.Composition.Joining;

/// <summary>A specification whose directives may stand on members of a supergraph.</summary>
/// <param name="Words">The directives, by the names they have in the supergraph.</param>
/// <param name="Link">What the schema says of it.</param>
/// <param name="Definition">What the document defines of it.</param>
internal sealed record JoinFeature(IReadOnlyList<string> Words, string Link, string Definition)
{
    private const string AccessSites = "FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM";

    /// <remarks>Source: Apollo's specifications of these names.</remarks>
    public static IReadOnlyList<JoinFeature> All { get; } =
    [
        new([Normalization.Words.Tag],
            """@link(url: "https://specs.apollo.dev/tag/v0.3")""",
            """
            directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
              | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | SCHEMA
            """),
        new([Normalization.Words.Inaccessible],
            """@link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)""",
            """
            directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR
              | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
            """),
        new([Normalization.Words.Authenticated],
            """@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)""",
            $"directive @authenticated on {AccessSites}"),
        new([Normalization.Words.RequiresScopes],
            """@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)""",
            $"""
            directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) on {AccessSites}
            scalar requiresScopes__Scope
            """),
        new([Normalization.Words.Policy],
            """@link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)""",
            $"""
            directive @policy(policies: [[policy__Policy!]!]!) on {AccessSites}
            scalar policy__Policy
            """),
        new([Normalization.Words.Context],
            """@link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)""",
            "directive @context(name: String!) repeatable on INTERFACE | OBJECT | UNION"),
        new([Normalization.Words.Cost, Normalization.Words.ListSize],
            """@link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"])""",
            """
            directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
              | OBJECT | SCALAR
            directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
              requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
            """),
    ];
}
