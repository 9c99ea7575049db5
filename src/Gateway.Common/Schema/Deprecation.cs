using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema;

/// <summary>Why something is deprecated; the text of what was read is made when it is first asked for.</summary>
/// <remarks>Mutable, for a field of its one owner. Source: GraphQL §3.13.3.</remarks>
internal struct Deprecation
{
    /// <summary>Null where it is not, the text, or the directive that it is still to be made of.</summary>
    private object? _reason;

    public Deprecation(string? reason) => _reason = reason;

    public Deprecation(IReadOnlyList<DirectiveNode> directives) =>
        _reason = AppliedDirectives.Find(directives, "deprecated"u8);

    /// <summary>Null when not deprecated.</summary>
    public string? Reason => _reason switch
    {
        DirectiveNode directive => (string)(_reason = AppliedDirectives.DeprecationReason(directive)),
        var text => (string?)text,
    };
}
