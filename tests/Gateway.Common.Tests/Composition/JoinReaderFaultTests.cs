using System.Text.RegularExpressions;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Testing;

namespace Gateway.Common.Tests.Composition;

/// <summary>Supergraphs with a mistake in what their join directives say: told of, never thrown.</summary>
public sealed class JoinReaderFaultTests
{
    private const string Whole =
        "tests/Gateway.Common.Tests/Composition/JoinCases/everything_that_join_has_words_for/supergraph.snap";

    private static readonly string[] Mistakes = ["", "[", "{", "}", "a {", "a }", "...", "... on", "Nope", "1", "\\u0000"];

    private static string Sdl { get; } = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, Whole));

    [Fact]
    public void A_type_that_is_none_is_told_with_its_field()
    {
        const string Supergraph = """
            schema { query: Query }
            enum join__Graph { A @join__graph(name: "a", url: "") }
            type Query @join__type(graph: A) { it(by: Int): Int @join__field(graph: A, type: "[") }
            """;

        var error = Assert.Single(JoinReader.Read(Parser.Parse(Supergraph)).Errors);

        Assert.Equal(
            ("INVALID_GRAPHQL", "it", "\"[\", which @join__field of it says, is no type: "
                + "Expected Name, found the end of the document."),
            (error.Code, error.Coordinate, error.Message));
    }

    [Fact]
    public void No_mistake_in_a_text_of_a_join_directive_is_thrown()
    {
        var texts = Regex.Matches(Sdl, "\"[^\"\\n]*\"");
        Assert.True(texts.Count > 50);
        foreach (Match text in texts)
        {
            foreach (var mistake in Mistakes)
            {
                Check($"{Sdl[..text.Index]}\"{mistake}\"{Sdl[(text.Index + text.Length)..]}");
            }
        }
    }

    [Fact]
    public void No_word_that_is_missing_or_doubled_is_thrown()
    {
        foreach (Match word in Regex.Matches(Sdl, "@?[A-Za-z_][A-Za-z_0-9]*"))
        {
            var rest = Sdl[(word.Index + word.Length)..];
            Check(Sdl[..word.Index] + rest);
            Check($"{Sdl[..word.Index]}{word.Value} {word.Value}{rest}");
        }
    }

    private static void Check(string sdl)
    {
        DocumentNode document;
        try
        {
            document = Parser.Parse(sdl);
        }
        catch (SyntaxException)
        {
            return;
        }

        var result = JoinReader.Read(document);
        Assert.True(result.Supergraph is not null || result.Errors.Any(static error => error.IsError));
    }
}
