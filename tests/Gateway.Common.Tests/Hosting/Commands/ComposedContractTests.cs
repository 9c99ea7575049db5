using Gateway.Common.Composition;
using Gateway.Common.Hosting.Commands;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Hosting.Commands;

/// <summary><c>schema import</c> and <c>schema compose</c> give what a host composes of the same contracts.</summary>
public sealed class ComposedContractTests : IDisposable
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: t, version: "1" }
        paths:
          /status:
            METHOD:
              operationId: status
              responses:
                "200":
                  description: all
                  content: { application/json: { schema: { $ref: "#/components/schemas/Status" } } }
        components:
          schemas:
            Status:
              type: object
              properties: { PROPERTY: { type: string }, level: { $ref: "#/components/schemas/Level" } }
            Level: { type: string, enum: [LOW, HIGH] }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("composed");

    [Theory]
    [InlineData("get text", "get text", "ordersStatus,billingStatus BillingStatus Level OrdersStatus")]
    [InlineData("get text", "get words", "ordersStatus,billingStatus BillingStatus Level OrdersStatus")]
    [InlineData("get text", "post words", "status BillingStatus Level OrdersStatus")]
    [InlineData("put text", "post words", "_empty BillingStatus Level OrdersStatus")]
    public void Equal_names_are_kept_apart_as_in_a_host(string orders, string billing, string expected)
    {
        var files = new[] { Write("orders", orders), Write("billing", billing) };
        var (hosts, diagnostics) = SupergraphBuilder.Build(new SnapshotSettings
        {
            Sources =
            [
                .. files.Select(static file => new SourceSettings
                {
                    Name = Path.GetFileNameWithoutExtension(file), Kind = SourceKind.Rest, Contract = file,
                }),
            ],
        });
        Assert.True(hosts is not null, string.Join('\n', diagnostics));

        var (composed, warnings) = Compose(files);

        Assert.Equal(NamesOf(hosts), NamesOf(composed));
        Assert.Equal(expected, NamesOf(composed));
        Assert.Equal(
            diagnostics.Count(static diagnostic => diagnostic.Code == SourceNamespaces.Namespaced),
            warnings.Split(SourceNamespaces.Namespaced).Length - 1);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string methodAndProperty)
    {
        var words = methodAndProperty.Split(' ');
        var file = Path.Combine(_folder.FullName, $"{name}.yaml");
        File.WriteAllText(file, Contract
            .Replace("METHOD", words[0], StringComparison.Ordinal)
            .Replace("PROPERTY", words[1], StringComparison.Ordinal));
        return file;
    }

    private static (Supergraph Supergraph, string Warnings) Compose(IEnumerable<string> contracts)
    {
        var arguments = new List<string>();
        foreach (var contract in contracts)
        {
            var (sdl, _) = Run(SchemaImportCommand.Run, contract);
            File.WriteAllText($"{contract}.graphql", sdl);
            arguments.Add($"{Path.GetFileNameWithoutExtension(contract)}={contract}.graphql");
        }

        var (composed, warnings) = Run(SchemaComposeCommand.Run, [.. arguments]);
        return (JoinReader.Read(Parser.Parse(composed)).Supergraph!, warnings);
    }

    private static (string Output, string Errors) Run(
        Func<CommandArguments, CommandOutput, int> command, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = command(CommandArguments.Parse(words), new CommandOutput(output, errors, asJson: false));
        Assert.True(exit == 0, errors.ToString());
        return (output.ToString(), errors.ToString());
    }

    /// <summary>Queries, and the other types, as clients see them.</summary>
    private static string NamesOf(Supergraph supergraph)
    {
        var api = supergraph.ApiSchema;
        var types = api.Types
            .Where(type => type is ObjectType or EnumType && !BuiltIn.IsType(type)
                && type != api.QueryType && type != api.MutationType)
            .Select(static type => type.Name)
            .Order(StringComparer.Ordinal);
        return string.Join(' ', types.Prepend(
            string.Join(',', api.QueryType!.Fields.Select(static field => field.Name))));
    }
}
