namespace Gateway.Common.Composition;

/// <summary>Definitions of the words that composition reads, for SDL that has to stand on its own.</summary>
/// <remarks>
/// A source may use them undeclared. Source: Composite Schemas §2.2; Apollo Federation v2.11; <c>@from</c> and
/// <c>@claim</c> are our own.
/// </remarks>
internal static class CompositionDirectives
{
    public const string Sdl =
        """
        scalar FieldSelectionSet
        scalar FieldSelectionMap
        directive @key(fields: FieldSelectionSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
        directive @lookup on FIELD_DEFINITION
        directive @internal on OBJECT | FIELD_DEFINITION
        directive @is(field: FieldSelectionMap!) on ARGUMENT_DEFINITION
        directive @require(field: FieldSelectionMap!) on ARGUMENT_DEFINITION
        directive @requires(fields: FieldSelectionSet!) on FIELD_DEFINITION
        directive @provides(fields: FieldSelectionSet!) on FIELD_DEFINITION
        directive @external on OBJECT | FIELD_DEFINITION
        directive @shareable repeatable on OBJECT | FIELD_DEFINITION
        directive @override(from: String!, label: String) on FIELD_DEFINITION
        directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
          | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
        directive @from(select: FieldSelectionMap, path: String) on FIELD_DEFINITION
        directive @claim(name: String!) on ARGUMENT_DEFINITION
        """;
}
