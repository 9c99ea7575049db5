using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Conformance.Schema;

/// <summary>graphql-js's records of which changes of a schema break clients, or may surprise them.</summary>
public sealed class SchemaDiffTests
{
    [Fact]
    public void Changes_are_classified_as_breakingChanges_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("breakingChanges", record =>
        {
            var before = GraphQLJsCases.BuildUnchecked(schemas[record.GetProperty("old").GetInt32()]!);
            var after = GraphQLJsCases.BuildUnchecked(schemas[record.GetProperty("new").GetInt32()]!);
            var changes = SchemaDiff.Compare(before, after);
            return Compare(record, "breaking", ChangeSeverity.Breaking, changes)
                ?? Compare(record, "dangerous", ChangeSeverity.Dangerous, changes);
        });
    }

    private static string? Compare(
        JsonElement record, string property, ChangeSeverity severity, IReadOnlyList<SchemaChange> changes)
    {
        if (!record.TryGetProperty(property, out var list))
        {
            return null;
        }

        var expected = list.EnumerateArray()
            .Select(change => change.GetProperty("type").GetString()!)
            .Order()
            .ToArray();
        var actual = changes.Where(change => change.Severity == severity).ToArray();
        return expected.SequenceEqual(actual.Select(change => change.Code).Order())
            ? null
            : $"  expected {string.Join(", ", expected)}\n  actual   {string.Join("\n           ", (object[])actual)}";
    }
}
