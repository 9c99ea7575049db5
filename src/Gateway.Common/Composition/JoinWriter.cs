using Gateway.Common.Composition.Joining;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>Writes a supergraph as SDL with join directives, for other routers to run.</summary>
/// <remarks>
/// Shape: <see cref="JoinReader"/> reads from it what it was written from. Lookups other than <c>_entities</c>,
/// bindings and links have no words in join SDL: <see cref="FindUnwritable"/> says so first.
/// Source: Apollo join v0.5.
/// </remarks>
internal static class JoinWriter
{
    /// <summary>Why the supergraph cannot be written, or null.</summary>
    public static CompositionError? FindUnwritable(Supergraph supergraph)
    {
        foreach (var source in supergraph.Sources)
        {
            if (source.Kind != SourceKind.GraphQL || !new SourceFacts(0, source).UsesEntities)
            {
                return new CompositionError(
                    CompositionErrorCodes.JoinUnsupported,
                    $"Source '{source.Name}' is not entered by _entities, which is all that join SDL has words for. "
                    + "Let a host compose the sources instead: give each as Gateway:Sources:NAME:Contract, and no "
                    + "Gateway:Supergraph:File. If the source does answer _entities, import @key from the federation "
                    + "specification by @link and leave out @lookup.",
                    Source: source.Name);
            }
        }

        return null;
    }

    /// <exception cref="NotSupportedException"><see cref="FindUnwritable"/> gives a reason.</exception>
    public static string Write(Supergraph supergraph)
    {
        if (FindUnwritable(supergraph) is { } unwritable)
        {
            throw new NotSupportedException(unwritable.Message);
        }

        var graphs = JoinNames.Of(supergraph.Sources);
        var words = new JoinWords(supergraph.Schema);
        var types = new JoinTypeWriter(supergraph, graphs, words);
        var written = new List<DefinitionNode>();
        foreach (var type in supergraph.Schema.Types)
        {
            if (!BuiltIn.IsType(type) && type.Syntax is [{ Node: TypeDefinitionNode node }, ..])
            {
                written.Add(types.Write(type, node));
            }
        }

        var definitions = words.Definitions.ToList();
        var links = JoinWords.LinksOf(types.Sources, definitions.Select(definition => definition.Name.Value));
        var head = Parser.Parse(JoinDefinitions.Sdl(supergraph.Schema, words.Features, links));
        return Printer.Print(new DocumentNode(
            [],
            [.. head.Definitions, .. definitions, JoinDefinitions.Graphs(supergraph.Sources, graphs), .. written],
            default));
    }
}
