using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning;

/// <summary>Reads <c>@owner</c> from a schema.</summary>
internal static class OwnerDirective
{
    /// <returns>Null for types that anybody may see.</returns>
    public static Ownership? Of(NamedType type) => Read(type.FindDirective("owner"u8));

    /// <returns>Null for arguments that anybody may give.</returns>
    public static Ownership? Of(SchemaMember argument) => Read(argument.FindDirective("owner"u8));

    private static Ownership? Read(DirectiveNode? directive) =>
        directive is not null && Text(directive, "claim") is { } claim
            ? new Ownership(Text(directive, "field"), claim)
            : null;

    private static string? Text(DirectiveNode directive, string argument) =>
        directive.Arguments.FirstOrDefault(candidate => candidate.Name.Value == argument)?.Value is StringValueNode text
            ? text.Value
            : null;
}
