using System.Globalization;
using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Language;

namespace Gateway.Common.Tests.Performance;

/// <summary>Bytes allocated while a supergraph's document is read, which is most of a host's start.</summary>
public sealed class SupergraphBoundTests
{
    private const int Types = 20;
    private const int Fields = 20;

    /// <summary>By byte of the document, whatever the number of sources: no source costs a walk of its own.</summary>
    [Theory]
    [InlineData(4, 60)]
    [InlineData(32, 40)]
    public void Reading_a_supergraph_allocates_by_its_length(int sources, long bytesMax)
    {
        var text = Encoding.UTF8.GetBytes(JoinWriter.Write(Compose(sources)));
        Assert.Empty(JoinReader.Read(Parser.Parse(text)).Errors);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = JoinReader.Read(Parser.Parse(text));
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / text.Length, 1, bytesMax);
        Assert.Equal(sources, read.Supergraph!.Sources.Count);
    }

    private static Supergraph Compose(int sources)
    {
        var errors = new List<CompositionError>();
        var composed = SchemaComposer.Compose([.. Enumerable.Range(0, sources).Select(index => SourceSchemaReader.Read(
            $"s{index}", SourceKind.GraphQL, Sdl(index), $"http://s{index}", errors)).OfType<SourceSchema>()]);
        Assert.Empty(errors);
        return composed.Supergraph!;
    }

    private static string Sdl(int source)
    {
        var text = new StringBuilder("""
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
            type Shared @shareable { a: Int b: Int c: Int }

            """);
        text.Append(CultureInfo.InvariantCulture, $"type Query {{ s{source}: T{source}x0 }}\n");
        for (var type = 0; type < Types; type++)
        {
            text.Append(CultureInfo.InvariantCulture, $"type T{source}x{type} @key(fields: \"id\") {{ id: ID!\n");
            text.Append(CultureInfo.InvariantCulture, $"next: T{source}x{(type + 1) % Types} shared: Shared\n");
            for (var field = 0; field < Fields; field++)
            {
                text.Append(CultureInfo.InvariantCulture, $"  f{field}: String\n");
            }

            text.Append("}\n");
        }

        return text.ToString();
    }
}
