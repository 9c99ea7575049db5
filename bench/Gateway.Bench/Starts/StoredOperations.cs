using System.Globalization;
using Gateway.Bench.Composition;

namespace Gateway.Bench.Starts;

/// <summary>
/// Operations over a <see cref="SourceSet"/>, each other fields of another entity, over two or three sources.
/// </summary>
internal static class StoredOperations
{
    /// <summary>Entities of a source that the sources behind it add to.</summary>
    private const int AddedTo = 5;

    /// <summary>Of the fields <c>own0…</c> as many as each operation asks for.</summary>
    private const int Fields = 8;

    /// <param name="folder">A file each.</param>
    /// <param name="count">How many.</param>
    /// <param name="sources">Of the set.</param>
    public static void Write(string folder, int count, int sources)
    {
        for (var index = 0; index < count; index++)
        {
            File.WriteAllText(Path.Combine(folder, $"Operation{index}.graphql"), Of(index, sources));
        }
    }

    private static string Of(int index, int sources)
    {
        var (source, type) = (index % sources, 1 + (index / sources % AddedTo));
        var adding = (source + type) % sources;
        var fields = string.Join(' ', Enumerable.Range(0, Fields).Select(field => $"own{(index + field) % 16}"));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            query Operation{{index}}($id: ID!) {
              e{{source}}x{{type}}(id: $id) {
                id code {{fields}} made{{adding}} by{{adding}}x0
                shared { value0 value{{index % 16}} }
                next { id own0 next { code own1 own{{index % 16}} } }
              }
            }

            """);
    }
}
