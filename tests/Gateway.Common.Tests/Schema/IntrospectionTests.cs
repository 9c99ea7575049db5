using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

public sealed class IntrospectionTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        "Everything."
        type Query {
          new(a: Int = 5, b: Key = { x: 1 }, old: Int @deprecated): [Node!]!
          old: Int @deprecated(reason: "x")
        }
        interface Node { id: ID }
        type Thing implements Node { id: ID, kind: Kind }
        enum Kind { A, B @deprecated }
        input Key @oneOf { x: Int }
        scalar Date @specifiedBy(url: "https://example.com/\"d\"")
        """));

    [Theory]
    [InlineData("{ __schema { queryType { name } mutationType { name } } }", "{\"queryType\":{\"name\":\"Query\"},\"mutationType\":null}")]
    [InlineData("{ __type(name: \"Nope\") { name } }", "null")]
    [InlineData(
        "{ __type(name: \"Query\") { __typename d: description fields { name } } }",
        "{\"__typename\":\"__Type\",\"d\":\"Everything.\",\"fields\":[{\"name\":\"new\"}]}")]
    [InlineData(
        "{ __type(name: \"Query\") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }",
        "{\"fields\":[{\"name\":\"new\",\"isDeprecated\":false,\"deprecationReason\":null},"
        + "{\"name\":\"old\",\"isDeprecated\":true,\"deprecationReason\":\"x\"}]}")]
    [InlineData(
        "{ __type(name: \"Query\") { fields { args { name defaultValue type { name } } } } }",
        "{\"fields\":[{\"args\":[{\"name\":\"a\",\"defaultValue\":\"5\",\"type\":{\"name\":\"Int\"}},"
        + "{\"name\":\"b\",\"defaultValue\":\"{x: 1}\",\"type\":{\"name\":\"Key\"}}]}]}")]
    [InlineData(
        "{ __type(name: \"Query\") { fields { type { kind name ofType { kind ofType { kind ofType { name } } } } } } }",
        "{\"fields\":[{\"type\":{\"kind\":\"NON_NULL\",\"name\":null,\"ofType\":{\"kind\":\"LIST\",\"ofType\":"
        + "{\"kind\":\"NON_NULL\",\"ofType\":{\"name\":\"Node\"}}}}}]}")]
    [InlineData(
        "{ __type(name: \"Node\") { kind possibleTypes { name interfaces { name } } interfaces { name } } }",
        "{\"kind\":\"INTERFACE\",\"possibleTypes\":[{\"name\":\"Thing\",\"interfaces\":[{\"name\":\"Node\"}]}],"
        + "\"interfaces\":[]}")]
    [InlineData(
        "{ __type(name: \"Kind\") { enumValues { name } all: enumValues(includeDeprecated: $yes) { name }"
        + " fields { name } } }",
        "{\"enumValues\":[{\"name\":\"A\"}],\"all\":[{\"name\":\"A\"},{\"name\":\"B\"}],\"fields\":null}")]
    [InlineData(
        "{ __type(name: \"Key\") { isOneOf inputFields { name } } }", "{\"isOneOf\":true,\"inputFields\":[{\"name\":\"x\"}]}")]
    [InlineData(
        "{ __type(name: \"Date\") { specifiedByURL isOneOf ofType { name } } }",
        "{\"specifiedByURL\":\"https://example.com/\\\"d\\\"\",\"isOneOf\":null,\"ofType\":null}")]
    [InlineData("{ __type(name: $name) { name } }", "{\"name\":\"Kind\"}")]
    [InlineData(
        "{ __type(name: \"Kind\") { ...F ... on __Type { kind } ... on __Field { x: name } kind @skip(if: $yes) } }"
        + " fragment F on __Type { ...G name @include(if: $no) } fragment G on __Type { enumValues { name } ...F }",
        "{\"enumValues\":[{\"name\":\"A\"}],\"kind\":\"ENUM\"}")]
    [InlineData(
        "{ __schema { queryType { name } queryType { kind } } a: __typename }",
        "{\"queryType\":{\"name\":\"Query\",\"kind\":\"OBJECT\"}}")]
    public void Introspection_answers(string query, string expected) => Assert.Equal(expected, Write(query));

    [Fact]
    public void Directives_are_listed_with_their_places()
    {
        var answer = Write("{ __schema { directives { name isRepeatable locations args { name type { kind } } } } }");

        Assert.Contains(
            "{\"name\":\"deprecated\",\"isRepeatable\":false,\"locations\":[\"FIELD_DEFINITION\","
            + "\"ARGUMENT_DEFINITION\",\"INPUT_FIELD_DEFINITION\",\"ENUM_VALUE\"],"
            + "\"args\":[{\"name\":\"reason\",\"type\":{\"kind\":\"NON_NULL\"}}]}",
            answer,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }")]
    [InlineData("{ __type(name: \"Query\") { ...T } } fragment T on __Type { ofType { ...T } }")]
    public void Introspection_without_end_is_refused(string query) =>
        Assert.Throws<IntrospectionLimitException>(() => Write(query));

    private static string Write(string query)
    {
        const string Variables = "query ($yes: Boolean = true, $no: Boolean = false, $name: String = \"Kind\") ";
        var document = Parser.Parse(Variables + query);
        var operation = (OperationDefinitionNode)document.Definitions[0];
        VariableCoercion.TryCoerce(VariableSet.Compile(operation, Schema), "{}"u8, out var variables, out _);
        using (variables)
        {
            using var output = new PooledBytes();
            Introspection.Write(
                Schema,
                [.. operation.SelectionSet.Selections.OfType<FieldNode>().Where(node => node.Alias is null)],
                Introspection.FragmentsOf(document),
                variables,
                output);
            return Encoding.UTF8.GetString(output.Span);
        }
    }
}
