using Gateway.Testing;

namespace Gateway.Architecture.Tests.Docs;

/// <summary>docs/errors.md lists every code of the source and no other.</summary>
/// <remarks>
/// A new code: <c>UPDATE_SNAPSHOTS=1 dotnet test tests/Gateway.Architecture.Tests --filter ErrorCatalogueTests</c> adds
/// its row; write what it means in place of the question marks.
/// </remarks>
public sealed class ErrorCatalogueTests
{
    private static readonly SourceFile Planted = new(
        "src/Gateway.Common/Planning/PlantedCodes.cs",
        """
        internal static class PlantedCodes
        {
            public const string Two = "PLANTED_CODE";
            public const string One = "PLANTED";
            private const string PathVariable = "PLANTED_PATH";
            private static readonly string[] Places = ["QUERY", "FIELD_DEFINITION"];
        }
        """);

    [Fact]
    public void The_catalogue_holds_every_code_of_the_source() =>
        Snapshot.Match(ErrorCatalogue.Write(Document, Codes), ErrorCatalogue.Path);

    [Fact]
    public void Every_code_is_explained() =>
        Assert.All(ErrorCatalogue.Rows(Document), static row =>
        {
            Assert.Equal(4, row.Count);
            Assert.DoesNotContain(ErrorCatalogue.Unwritten, row);
            Assert.DoesNotContain("", row);
        });

    [Fact]
    public void Codes_are_told_from_other_words() =>
        Assert.Equal(["PLANTED_CODE", "PLANTED"], ErrorCode.In(Planted).Select(static code => code.Value));

    [Fact]
    public void A_new_code_gets_a_row_and_an_old_one_loses_it()
    {
        const string Before = """
            # Errors

            ## Refused documents and variables

            Some prose.

            | code | HTTP | meaning | who can fix it |
            |---|---|---|---|
            | `GONE_CODE` | 400 | a | b |
            | `PLANTED` | 400 | kept | caller |
            """;

        var after = ErrorCatalogue.Write(Before, ErrorCode.In(Planted));

        Assert.DoesNotContain("GONE_CODE", after, StringComparison.Ordinal);
        Assert.EndsWith(
            "| `PLANTED` | 400 | kept | caller |\n| `PLANTED_CODE` | ? | ? | ? |\n", after, StringComparison.Ordinal);
    }

    private static string Document { get; } =
        File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, ErrorCatalogue.Path));

    private static IEnumerable<ErrorCode> Codes { get; } =
        [.. Repository.SourcesBelow("src").SelectMany(ErrorCode.In)];
}
