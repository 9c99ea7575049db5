using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>Sees through <c>$ref</c>, single <c>allOf</c>, and <c>anyOf [T, null]</c>.</summary>
/// <remarks>
/// Source: OpenAPI 3.1 §4.8.24 (keywords beside <c>$ref</c> count), OpenAPI 3.0 §4.7.24 (<c>nullable</c>), JSON Schema
/// 2020-12 §10.2.
/// Keywords beside <c>$ref</c> count in 3.0 too: where they are written they are meant.
/// </remarks>
internal sealed class SchemaUses(ContractFiles files)
{
    private const int HopsMax = 64;

    private static readonly string[] Structural =
    [
        "properties", "allOf", "oneOf", "anyOf", "items", "additionalProperties", "enum", "const", "required", "not",
        "prefixItems", "patternProperties", "unevaluatedProperties", "then", "else", "dependentSchemas",
    ];

    private static readonly ulong StructuralBits = ContractNode.NameBits(Structural);

    private static readonly ulong ChoiceBits = ContractNode.NameBits("allOf", "oneOf", "anyOf");

    private readonly Dictionary<ContractNode, ContractNode> _combined = [];
    private readonly Dictionary<ContractNode, SchemaUse> _known = [];

    /// <summary>The same for every use of one node.</summary>
    public SchemaUse Of(ContractNode schema)
    {
        if (!_known.TryGetValue(schema, out var use))
        {
            use = See(schema);
            _known.Add(schema, use);
        }

        return use;
    }

    private SchemaUse See(ContractNode schema)
    {
        var use = new SchemaUse(schema, null);
        for (var hops = 0; hops < HopsMax; hops++)
        {
            use = Annotate(use, schema);
            if (Next(schema) is not { } next)
            {
                break;
            }

            schema = next.Node;
            use = use with { Core = schema, Name = next.Name, IsNullable = use.IsNullable || next.IsNullable };
        }

        return use;
    }

    private static SchemaUse Annotate(SchemaUse use, ContractNode schema) => use with
    {
        IsNullable = use.IsNullable
            || JsonTypeNames.AllowsNull(schema)
            || Array.Exists(schema.List("oneOf"), JsonTypeNames.AllowsNull)
            || Array.Exists(schema.List("anyOf"), JsonTypeNames.AllowsNull),
        IsReadOnly = use.IsReadOnly || schema.Flag("readOnly"),
        IsWriteOnly = use.IsWriteOnly || schema.Flag("writeOnly"),
        IsDeprecated = use.IsDeprecated || schema.Flag("deprecated"),
        Description = use.Description
            ?? schema.FindText("description")
            ?? Array.Find(schema.List("allOf"), static branch => !Says(branch))?.FindText("description"),
        Default = use.Default ?? schema.Find("default"),
    };

    private (ContractNode Node, string? Name, bool IsNullable)? Next(ContractNode schema)
    {
        if (ContractFiles.ReferenceOf(schema) is { } reference)
        {
            return IsStructural(schema)
                ? (Combine(schema), null, false)
                : (files.Follow(schema, reference), NameOf(schema, reference), false);
        }

        if (!schema.MayHaveAny(ChoiceBits))
        {
            return null;
        }

        // A reference and a branch that only describes it are that reference.
        var branches = schema.List("allOf");
        if (branches.Count(Says) == 1 && IsAlone(schema, "allOf"))
        {
            return (
                branches.First(Says),
                null,
                branches.Any(static branch => !Says(branch) && JsonTypeNames.AllowsNull(branch)));
        }

        var keyword = schema.Find("oneOf") is null ? "anyOf" : "oneOf";
        var values = schema.List(keyword).Where(static member => !JsonTypeNames.IsNullOnly(member)).Take(2).ToArray();
        var hasNull = schema.List(keyword).Any(JsonTypeNames.IsNullOnly);
        return values.Length == 1 && IsAlone(schema, keyword) ? (values[0], null, hasNull) : null;
    }

    /// <summary>Whether a schema says anything of values, and not only about them.</summary>
    private static bool Says(ContractNode schema) =>
        ContractFiles.ReferenceOf(schema) is not null
        || schema.Find("type") is not null
        || schema.Find("format") is not null
        || IsStructural(schema);

    private static bool IsStructural(ContractNode schema) =>
        schema.MayHaveAny(StructuralBits)
        && Array.Exists(Structural, keyword => Has(schema, keyword));

    /// <summary>That nothing else may be there makes no other type of a reference.</summary>
    private static bool Has(ContractNode schema, string keyword) =>
        schema.Find(keyword) is { } value
        && (keyword != "unevaluatedProperties" || value.Kind != ContractNodeKind.Boolean || value.IsTrue);

    private static bool IsAlone(ContractNode schema, string keyword) =>
        Structural.All(other => other == keyword || !Has(schema, other));

    /// <summary>A reference with structure beside it says both: <c>allOf [referred, beside]</c>.</summary>
    private ContractNode Combine(ContractNode schema)
    {
        if (_combined.TryGetValue(schema, out var known))
        {
            return known;
        }

        var reference = ContractNode.Object(
            [.. schema.Members.Where(IsReference)], schema.Document, schema.Line);
        var beside = ContractNode.Object(
            [.. schema.Members.Where(static member => !IsReference(member))], schema.Document, schema.Line);
        var both = ContractNode.Array([reference, beside], schema.Document, schema.Line);
        var combined = ContractNode.Object([new("allOf", both)], schema.Document, schema.Line);
        _combined.Add(schema, combined);
        return combined;
    }

    private static bool IsReference(KeyValuePair<string, ContractNode> member) =>
        member.Key is "$ref" or "$dynamicRef";

    /// <summary>
    /// The last word of a reference to something that a contract names; null for one into the middle of it.
    /// </summary>
    private static string? NameOf(ContractNode from, string reference)
    {
        var parts = reference.Split('#', 2);
        var pointer = parts.Length == 1 ? "" : parts[1];
        if (pointer.Length == 0 || pointer == "/")
        {
            return Path.GetFileNameWithoutExtension(parts[0].Length == 0 ? from.Document.Path : parts[0]);
        }

        var steps = pointer.Split('/');
        var isNamed = steps.Length >= 2 && steps[^2] is "schemas" or "definitions" or "$defs" || steps.Length == 2;
        return isNamed ? Uri.UnescapeDataString(steps[^1]).Replace("~1", "/", StringComparison.Ordinal) : null;
    }
}
