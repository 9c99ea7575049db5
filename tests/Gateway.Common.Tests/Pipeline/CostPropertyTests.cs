using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Schema;
using Gateway.Common.Tests.Execution;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Generated queries over generated data: no answer holds more items than the estimate said.</summary>
public sealed class CostPropertyTests
{
    private const int Seed = 20_261_125;
    private const int Queries = 500;

    private const string Sdl = """
        type Query {
          shop: Shop
          items(first: Int = 4): [Item!]! @listSize(slicingArguments: ["first"])
          page(size: Int = 5): Page @listSize(slicingArguments: ["size"], sizedFields: ["nodes"])
          node: Node
        }
        type Shop { name: String best(first: Int!): [Item] @listSize(slicingArguments: ["first"]) tags: [Tag] }
        type Page { nodes: [Item] total: Int }
        type Tag { name: String }
        interface Node { id: ID }
        type Item implements Node { id: ID name: String shop: Shop node: Node parts: [Part] @listSize(assumedSize: 3) }
        type Part implements Node { id: ID items(first: Int!): [Item] @listSize(slicingArguments: ["first"]) tag: Tag }
        """;

    [Fact]
    public async Task The_estimate_is_never_less_than_what_is_answered()
    {
        var gateway = new StubGateway(("s", Sdl));
        var random = new Random(Seed);
        var data = new DataMaker(gateway.Supergraph.ApiSchema, random);
        gateway["s"].Answer = call => data.Answer(call[call.IndexOf('{', StringComparison.Ordinal)..]);
        gateway.Parts = gateway.Parts with { Cost = new(double.MaxValue, double.MaxValue, IsShown: true) };
        gateway.Snapshot = new GatewaySnapshot(
            gateway.Supergraph, gateway.Sources, TrustedDocuments.None, new OperationCache(new OperationPreparer(
                gateway.Supergraph,
                gateway.Sources,
                ParserOptions.Default,
                ValidationOptions.Default,
                DocumentLimits.None)));
        var ratios = new List<double>();
        for (var index = 0; index < Queries; index++)
        {
            var (document, variables) = new QueryMaker(gateway.Supergraph.ApiSchema, random).Make();
            using var reply = await gateway.SendAsync(StubGateway.Request(document, variables));
            Assert.True(
                reply is { Kind: ReplyKind.Executed, ErrorCount: 0 },
                $"{document} {variables}\n{gateway["s"].Calls[^1]}\n{Encoding.UTF8.GetString(reply.Body.Span)}");
            var items = CountObjects(JsonDocument.Parse(reply.Body).RootElement.GetProperty("data")) - 1;
            Assert.True(reply.CostEstimate >= items, $"{reply.CostEstimate} < {items}: {document} {variables}");
            ratios.Add(items == 0 ? 1 : reply.CostEstimate!.Value / items);
        }

        ratios.Sort();
        var median = ratios[Queries / 2];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"median ratio {median:F2}, p90 {ratios[Queries * 9 / 10]:F2}"));
        Assert.InRange(median, 1, 2);
    }

    private static int CountObjects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Sum(member => CountObjects(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(CountObjects),
        _ => 0,
    };

    /// <summary>Makes valid queries: fields, fragments, conditions, sizes of every kind.</summary>
    private sealed class QueryMaker(GraphQLSchema schema, Random random)
    {
        private const int DepthMax = 5;

        private readonly List<string> _definitions = [];
        private readonly List<string> _values = [];
        private int _aliases;

        public (string Document, string Variables) Make()
        {
            var selection = Selection(schema.QueryType!, 1);
            var variables = _definitions.Count == 0 ? "" : $"({string.Join(", ", _definitions)})";
            return ($"query {variables} {selection}", $"{{{string.Join(',', _values)}}}");
        }

        private string Selection(NamedType type, int depth)
        {
            var parts = new List<string> { "__typename" };
            var fields = ((ComplexType)type).Fields.Where(field => depth < DepthMax || field.Type.Named.IsLeaf);
            foreach (var field in fields.Where(_ => random.Next(3) > 0))
            {
                parts.Add(Field(field, depth));
            }

            foreach (var possible in type is InterfaceType ? schema.PossibleTypes(type).ToArray() : [])
            {
                parts.Add($"... on {possible} {Selection(possible, depth)}");
            }

            return $"{{ {string.Join(' ', parts)} }}";
        }

        private string Field(FieldDefinition field, int depth)
        {
            var arguments = field.Arguments is [var size, ..] ? Size(size) : "";
            var below = field.Type.Named.IsComposite ? Selection(field.Type.Named, depth + 1) : "";
            return $"a{_aliases++}: {field.Name}{arguments}{Condition()} {below}";
        }

        private string Size(InputValueDefinition size)
        {
            switch (random.Next(3))
            {
                case 0 when !size.IsRequired:
                    return "";
                case 1:
                    return $"({size.Name}: {random.Next(6)})";
                default:
                    var name = $"v{_values.Count}";
                    _definitions.Add($"${name}: {size.Type}");
                    _values.Add($"\"{name}\":{random.Next(6)}");
                    return $"({size.Name}: ${name})";
            }
        }

        private string Condition()
        {
            if (random.Next(8) > 0)
            {
                return "";
            }

            var name = $"v{_values.Count}";
            var value = random.Next(2) == 0;
            _definitions.Add($"${name}: Boolean!");
            _values.Add($"\"{name}\":{(value ? "true" : "false")}");
            return $" @{(random.Next(2) == 0 ? "skip" : "include")}(if: ${name})";
        }
    }

    /// <summary>Answers what a source is asked: as many items as are asked for, now and then fewer.</summary>
    private sealed class DataMaker(GraphQLSchema schema, Random random)
    {
        public string Answer(string body)
        {
            using var request = JsonDocument.Parse(body);
            var document = Parser.Parse(request.RootElement.GetProperty("query").GetString()!);
            var variables = request.RootElement.TryGetProperty("variables", out var given) ? given : default;
            var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
            var fields = Object(schema.QueryType!, operation.SelectionSet, variables, null);
            return $"{{\"data\":{fields}}}";
        }

        private string Object(ObjectType type, SelectionSetNode set, JsonElement variables, int? size)
        {
            var members = new Dictionary<string, string>();
            Fill(type, set, variables, size, members);
            return $"{{{string.Join(',', members.Select(static member => $"\"{member.Key}\":{member.Value}"))}}}";
        }

        private void Fill(
            ObjectType type, SelectionSetNode set, JsonElement variables, int? size, Dictionary<string, string> members)
        {
            foreach (var selection in set.Selections.Where(selection => IsSelected(selection, variables)))
            {
                if (selection is InlineFragmentNode inline)
                {
                    if (inline.TypeCondition is null
                        || GraphQLSchema.IsSubtype(type, schema.FindType(inline.TypeCondition.Name.Utf8)!))
                    {
                        Fill(type, inline.SelectionSet, variables, size, members);
                    }

                    continue;
                }

                var field = (FieldNode)selection;
                members[field.ResponseName.Value] = field.Name.Is("__typename"u8)
                    ? $"\"{type}\""
                    : Value(type.Fields.Find(field.Name.Utf8)!, field, variables, size);
            }
        }

        private string Value(FieldDefinition definition, FieldNode field, JsonElement variables, int? size)
        {
            if (field.SelectionSet is not { } below)
            {
                return definition.Type.Named.Name == "Int" ? "1" : "\"x\"";
            }

            var own = SizeOf(definition, field, variables);
            var isList = definition.Type.Nullable is ListType;
            var most = definition.Name == "nodes" ? size!.Value : own ?? Assumed(definition);
            var items = Enumerable.Range(0, isList ? Fewer(most) : 1)
                .Select(_ => Object(Pick(definition.Type.Named), below, variables, own));
            return isList ? $"[{string.Join(',', items)}]" : items.Single();
        }

        private static int Assumed(FieldDefinition definition) => definition.Name == "parts" ? 3 : 10;

        private int Fewer(int size) => random.Next(4) > 0 ? size : random.Next(size + 1);

        private ObjectType Pick(NamedType type)
        {
            var possible = schema.PossibleTypes(type);
            return type as ObjectType ?? possible[random.Next(possible.Length)];
        }

        private static int? SizeOf(FieldDefinition definition, FieldNode field, JsonElement variables)
        {
            if (definition.Arguments.Count == 0)
            {
                return null;
            }

            return (field.Arguments.SingleOrDefault()?.Value ?? definition.Arguments[0].DefaultValue) switch
            {
                IntValueNode number => int.Parse(number.Value, CultureInfo.InvariantCulture),
                VariableNode variable => variables.GetProperty(variable.Name.Value).GetInt32(),
                _ => null,
            };
        }

        private static bool IsSelected(SelectionNode selection, JsonElement variables) =>
            selection.Directives.All(directive =>
                directive.Arguments[0].Value is VariableNode variable
                && variables.GetProperty(variable.Name.Value).GetBoolean() == directive.Name.Is("include"u8));
    }
}
