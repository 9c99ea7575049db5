using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>The name a source itself uses, where the schema's differs: <c>@source(name: "first_name")</c>.</summary>
/// <remarks>
/// One directive for all protocols, on types, fields, arguments, input fields and enum values. Importers write it where
/// they had to rename; an overlay that renames adds it, so that a binding never breaks by a rename.
/// </remarks>
internal static class WireName
{
    /// <summary>SDL of the directive, for importers to add to what they write.</summary>
    public const string Definition =
        "directive @source(name: String!) on SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION"
        + " | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION";

    public static string Of(SchemaMember member) =>
        member.FindDirective("source"u8).FindString("name"u8) ?? member.Name;

    public static string Of(NamedType type) => type.FindDirective("source"u8).FindString("name"u8) ?? type.Name;
}
