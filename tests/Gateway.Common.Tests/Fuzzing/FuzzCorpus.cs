using System.Text;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>
/// Documents that others wrote, where they are there: what mutation starts from beside the grammar's own.
/// </summary>
internal static class FuzzCorpus
{
    private const int TextMin = 5;
    private const int TextMax = 8 * 1024;

    private static readonly string[] Files =
    [
        "conformance/graphql-js/lexer.json", "conformance/graphql-js/parse.json",
        "conformance/graphql-js/stripIgnoredCharacters.json", "conformance/graphql-js/validate.json",
        "conformance/graphql-js/buildSchema.json", "conformance/composition/cases.json",
    ];

    private static readonly byte[][] Documents = [.. Files.SelectMany(Texts)];

    /// <summary>A document of the grammar or the corpus, mutated more often than not.</summary>
    public static byte[] Source(Random random)
    {
        var source = Documents.Length > 0 && random.Next(2) == 0
            ? Documents[random.Next(Documents.Length)]
            : Encoding.UTF8.GetBytes(DocumentMaker.Make(random));
        return random.Next(3) == 0 ? source : SourceMutator.Mutate(source, random);
    }

    private static List<byte[]> Texts(string relativePath)
    {
        var texts = new List<byte[]>();
        var path = Path.Combine(SharedFiles.Root, relativePath);
        if (!File.Exists(path))
        {
            return texts;
        }

        var reader = new Utf8JsonReader(File.ReadAllBytes(path), new JsonReaderOptions { MaxDepth = 512 });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is >= TextMin and <= TextMax)
            {
                var text = new byte[reader.ValueSpan.Length];
                Array.Resize(ref text, Copy(ref reader, text));
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>Strings with an unpaired surrogate, which the platform refuses, stay as they are written.</summary>
    private static int Copy(ref Utf8JsonReader reader, byte[] text)
    {
        try
        {
            return reader.CopyString(text);
        }
        catch (InvalidOperationException)
        {
            reader.ValueSpan.CopyTo(text);
            return reader.ValueSpan.Length;
        }
    }
}
