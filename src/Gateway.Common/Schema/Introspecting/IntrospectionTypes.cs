namespace Gateway.Common.Schema.Introspecting;

/// <summary>Which introspection type a field of an introspection type leads to.</summary>
internal static class IntrospectionTypes
{
    /// <summary>Null for scalars and enums.</summary>
    public static string? FieldType(string typeName, string fieldName) => (typeName, fieldName) switch
    {
        ("__Schema", "types" or "queryType" or "mutationType" or "subscriptionType") => "__Type",
        ("__Schema", "directives") => "__Directive",
        ("__Type", "fields") => "__Field",
        ("__Type", "interfaces" or "possibleTypes" or "ofType") => "__Type",
        ("__Type", "enumValues") => "__EnumValue",
        ("__Type", "inputFields") => "__InputValue",
        ("__Field" or "__InputValue", "type") => "__Type",
        ("__Field" or "__Directive", "args") => "__InputValue",
        _ => null,
    };
}
