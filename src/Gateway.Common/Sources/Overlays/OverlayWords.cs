namespace Gateway.Common.Sources.Overlays;

/// <summary>Every directive that the gateway reads in an overlay.</summary>
/// <remarks>A test holds that each word of docs/overlay.md is here.</remarks>
internal static class OverlayWords
{
    public static IReadOnlyList<string> All { get; } =
    [
        // The overlay's own.
        "hide", "rename", "bind", "unwrap", "source", "sends", "header", "wrapped", "paging", "inferred",
        // Composite Schemas, Federation.
        "key", "lookup", "internal", "is", "require", "requires", "provides", "external", "shareable", "override",
        "inaccessible", "interfaceObject", "extends", "tag", "link", "core", "composeDirective", "context",
        "fromContext", "from", "schemaName",
        // Who may see it, what it costs, how long it is kept.
        "claim", "owner", "authenticated", "requiresScopes", "policy", "cost", "listSize", "cacheControl", "cacheTag",
        // Bindings.
        "rest", "param", "body", "part", "partHeader", "discriminator", "mapEntry", "additional", "wireValue",
        "pointer", "problem", "soap", "xml", "substitute", "grpc", "proto", "protoMember", "protoMessage", "protoEnum",
        "local",
        // GraphQL's.
        "deprecated", "specifiedBy", "oneOf",
    ];
}
