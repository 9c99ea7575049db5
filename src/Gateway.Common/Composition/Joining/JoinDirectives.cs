using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Reads join directives applied to one member.</summary>
internal static class JoinDirectives
{
    public static IEnumerable<DirectiveNode> All(IEnumerable<DirectiveNode> applied, string name) =>
        applied.Where(directive => directive.Name.Value == name);

    /// <summary>Those that speak of the graph.</summary>
    public static IReadOnlyList<DirectiveNode> Of(IEnumerable<DirectiveNode> applied, string name, JoinGraph graph) =>
        [.. All(applied, name).Where(directive => DirectiveArguments.Text(directive, "graph"u8) == graph.Value)];

    /// <summary>Whether the graph has the member: where no directive says whose it is, all have it.</summary>
    public static bool Has(IReadOnlyList<DirectiveNode> applied, string name, JoinGraph graph) =>
        !All(applied, name).Any() || Of(applied, name, graph).Count > 0;
}
