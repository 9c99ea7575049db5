using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>What a schema's <c>type</c> allows, null apart. Source: JSON Schema 2020-12 Validation §6.1.1.</summary>
[Flags]
internal enum JsonTypes : byte
{
    None = 0,
    String = 1,
    Integer = 2,
    Number = 4,
    Boolean = 8,
    Object = 16,
    Array = 32,

    /// <summary>Swagger 2.0's <c>file</c>: the answer's or part's bytes.</summary>
    File = 64,
}

internal static class JsonTypeNames
{
    /// <summary>The types that a schema names; <see cref="JsonTypes.None"/> where it says nothing.</summary>
    public static JsonTypes Of(ContractNode schema)
    {
        if (schema.FindText("type") is { } single)
        {
            return Of(single);
        }

        var types = JsonTypes.None;
        foreach (var item in schema.List("type"))
        {
            types |= Of(item.Text);
        }

        return types;
    }

    /// <summary>Whether a schema says by itself that a value may be null, in the words of any version.</summary>
    public static bool AllowsNull(ContractNode schema)
    {
        if (schema.Flag("nullable") || schema.Flag("x-nullable") || IsNullOnly(schema))
        {
            return true;
        }

        return Array.Exists(schema.List("type"), static type => type.Text == "null")
            || Array.Exists(schema.List("enum"), static value => value.Kind == ContractNodeKind.Null);
    }

    /// <summary>Whether null is the only value.</summary>
    public static bool IsNullOnly(ContractNode schema) =>
        schema.FindText("type") == "null"
        || schema.Find("const") is { Kind: ContractNodeKind.Null }
        || (schema.List("enum") is [{ Kind: ContractNodeKind.Null }] && schema.Find("type") is null);

    private static JsonTypes Of(string name) => name switch
    {
        "string" => JsonTypes.String,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        "boolean" => JsonTypes.Boolean,
        "object" => JsonTypes.Object,
        "array" => JsonTypes.Array,
        "file" => JsonTypes.File,
        _ => JsonTypes.None,
    };
}
