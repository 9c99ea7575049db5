using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>The directives and introspection types of every schema, as SDL.</summary>
/// <remarks>Source: GraphQL §3.13 Directives, §4.2 Schema Introspection.</remarks>
internal static class BuiltInDefinitions
{
    /// <summary>Parsed once; schemas share its nodes, never types.</summary>
    public static DocumentNode Document { get; } = Parser.Parse(Sdl.ToArray());

    private static ReadOnlySpan<byte> Sdl => """
        "Includes the selection only where `if` is true."
        directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Leaves the selection out where `if` is true."
        directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks what is still served but should not be used any more."
        directive @deprecated(
          "Why, and what to use instead; Markdown."
          reason: String! = "No longer supported"
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Names the specification of a custom scalar."
        directive @specifiedBy(
          "Where the format, the coercion and the meaning are described."
          url: String!
        ) on SCALAR

        "Marks an input object of which exactly one field is given, and not as null."
        directive @oneOf on INPUT_OBJECT

        "The type system of this service."
        type __Schema {
          description: String
          "All types, introspection's own included."
          types: [__Type!]!
          queryType: __Type!
          mutationType: __Type
          subscriptionType: __Type
          directives: [__Directive!]!
        }

        "A type: named, or a list or non-null wrapper around another."
        type __Type {
          kind: __TypeKind!
          "Null for lists and non-null types."
          name: String
          description: String
          "For custom scalars."
          specifiedByURL: String
          "For objects and interfaces."
          fields(includeDeprecated: Boolean! = false): [__Field!]
          "For objects and interfaces."
          interfaces: [__Type!]
          "For interfaces and unions."
          possibleTypes: [__Type!]
          "For enums."
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          "For input objects."
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          "For lists and non-null types."
          ofType: __Type
          "For input objects."
          isOneOf: Boolean
        }

        "What kind a type is, and so which of its fields are not null."
        enum __TypeKind {
          SCALAR
          OBJECT
          INTERFACE
          UNION
          ENUM
          INPUT_OBJECT
          LIST
          NON_NULL
        }

        "A field of an object or interface."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument or an input field."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "As a GraphQL literal; null where there is none."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive and where it may stand."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "A place for directives."
        enum __DirectiveLocation {
          QUERY
          MUTATION
          SUBSCRIPTION
          FIELD
          FRAGMENT_DEFINITION
          FRAGMENT_SPREAD
          INLINE_FRAGMENT
          VARIABLE_DEFINITION
          SCHEMA
          SCALAR
          OBJECT
          FIELD_DEFINITION
          ARGUMENT_DEFINITION
          INTERFACE
          UNION
          ENUM
          ENUM_VALUE
          INPUT_OBJECT
          INPUT_FIELD_DEFINITION
        }
        """u8;
}
