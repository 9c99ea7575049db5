using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Testing;

namespace Gateway.Conformance.Composition;

/// <summary>Grafbase's composition cases: whether a set of subgraphs composes, and to which API.</summary>
public sealed class CompositionCases
{
    private const string File = "conformance/composition/cases.json";

    /// <summary>Cases that differ, each with the reason; a case that starts to pass has to leave the list.</summary>
    private static readonly Dictionary<string, string> Differing = new()
    {
        ["composed_directives_basic"] = "a source uses DateTime undefined, another deprecates a type",
        ["custom_scalars_basic"] = "theirs leaves satisfiability out: no key leads to Sheep.texture",
        ["default_values"] = "Book is not defined in a source that uses it",
        ["empty_query_type"] = "an object type without fields is no valid source schema",
        ["federation_v1/object_fields_clash"] = "theirs leaves satisfiability out: no key leads to Band.genre",
        ["federation_v2/entity_interfaces/entity_interface_with_federation_v1_subgraph"] =
            "an object lacks a field of its merged interface",
        ["namespaced_directive_without_import_are_ignored/subgraphs"] =
            "Alert is not defined in the source that uses it",
        ["subgraph_query_fields_service_entities"] = "the recorded API keeps Federation's own scalar _Any",
    };

    [Fact]
    public void Every_case_has_the_outcome_and_the_api_that_was_recorded()
    {
        using var cases = JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Require(File)));
        var failures = new List<string>();
        foreach (var record in cases.RootElement.EnumerateArray())
        {
            var name = record.GetProperty("name").GetString()!;
            var difference = Difference(record);
            if (difference is null == Differing.ContainsKey(name))
            {
                failures.Add($"[{name}] {difference ?? "passes now: take it off the list"}");
            }
        }

        Assert.True(
            failures.Count == 0,
            $"{failures.Count} of {cases.RootElement.GetArrayLength()}:\n{string.Join("\n\n", failures)}");
    }

    /// <summary>Without what recorded APIs never say: who implements what, @oneOf, directives' definitions.</summary>
    private static string Print(DocumentNode document)
    {
        var types = document.Definitions.Where(node => node is not DirectiveDefinitionNode);
        var definitions = types.Select(node => node switch
        {
            ObjectTypeDefinitionNode type => new ObjectTypeDefinitionNode(
                type.Description, false, type.Name, [], [.. type.Directives], [.. type.Fields], default),
            InterfaceTypeDefinitionNode type => new InterfaceTypeDefinitionNode(
                type.Description, false, type.Name, [], [.. type.Directives], [.. type.Fields], default),
            InputObjectTypeDefinitionNode type => new InputObjectTypeDefinitionNode(
                type.Description, false, type.Name, [], [.. type.Fields], default),
            _ => node,
        }).ToArray();
        return SchemaPrinter.Print(SchemaSorter.Sort(SchemaBuilder.BuildOrThrow(
            new DocumentNode([], definitions, default),
            new SchemaBuildOptions { AssumeValid = true, AllowUnknownDirectives = true })));
    }

    private static string? Difference(JsonElement record)
    {
        var errors = new List<CompositionError>();
        var sources = record.GetProperty("subgraphs").EnumerateObject().Select(subgraph => SourceSchemaReader.Read(
            subgraph.Name, SourceKind.GraphQL, subgraph.Value.GetString()!, null, errors))
            .OfType<SourceSchema>().ToList();
        var result = errors.Count > 0 ? new CompositionResult(null, errors) : SchemaComposer.Compose(sources);
        if (record.GetProperty("outcome").GetString() == "error")
        {
            return result.Supergraph is null ? null : "composes, but should not: " + record.GetProperty("errors");
        }

        if (result.Supergraph is null)
        {
            return string.Join('\n', result.Errors);
        }

        if (record.GetProperty("api").GetString() is not { } api)
        {
            return null;
        }

        var (expected, actual) = (Print(Parser.Parse(api)), Print(result.Supergraph.ApiSchema.Documents[0]));
        return expected == actual ? null : $"expected\n{expected}\nactual\n{actual}";
    }
}
