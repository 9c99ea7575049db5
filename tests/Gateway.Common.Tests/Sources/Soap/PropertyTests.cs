using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Whatever a schema allows is read back as it was written.</summary>
public sealed class PropertyTests
{
    private const int Schemas = 60;
    private const int ValuesPerSchema = 12;

    [Fact]
    public void Random_values_of_random_schemas_are_read_back_as_they_were_written()
    {
        for (var seed = 1; seed <= Schemas; seed++)
        {
            var random = new Random(seed);
            var schema = RandomSchema.Complex(random, depth: 0);
            var soap = Of(schema);
            for (var round = 0; round < ValuesPerSchema; round++)
            {
                var (given, expected) = schema.Value(random);
                var read = soap.Read($"{{ getThing {schema.Selection} }}", Answer(soap, given!));
                Assert.True(
                    JsonNode.DeepEquals(JsonNode.Parse(read), expected),
                    $"seed {seed}\n{schema.Xsd}\nwritten {given!.ToJsonString()}\nexpected {expected!.ToJsonString()}\nread {read}");
            }
        }
    }

    [Fact]
    public void Mutated_answers_of_random_schemas_are_read_or_refused()
    {
        for (var seed = 1; seed <= Schemas; seed++)
        {
            var random = new Random(seed);
            var schema = RandomSchema.Complex(random, depth: 0);
            var soap = Of(schema);
            var valid = Encoding.UTF8.GetBytes(Answer(soap, schema.Value(random).Given!));
            for (var round = 0; round < ValuesPerSchema * 5; round++)
            {
                try
                {
                    Assert.NotEmpty(soap.Read($"{{ getThing {schema.Selection} }}", MutationTests.Mutate(valid, random)));
                }
                catch (SourceException)
                {
                    // Refused, as it may be.
                }
            }
        }
    }

    private static SoapHarness Of(RandomSchema schema) => SoapHarness.OfSchema(
        $"<xs:element name='In'>{schema.Xsd}</xs:element><xs:element name='Out'>{schema.Xsd}</xs:element>");

    /// <summary>An answer that holds what a request held.</summary>
    private static string Answer(SoapHarness soap, JsonNode given)
    {
        var request = soap.Request("{ getThing { __typename } }", given.ToJsonString());
        return request.Replace("<n1:In", "<n1:Out", StringComparison.Ordinal)
            .Replace("</n1:In>", "</n1:Out>", StringComparison.Ordinal);
    }

    /// <summary>A complex type with its selection, and values of it: as given, and as they are read back.</summary>
    private sealed record RandomSchema(
        string Xsd, string Selection, Func<Random, (JsonNode? Given, JsonNode? Expected)> Value)
    {
        private const int DepthMax = 3;
        private const int ListMax = 3;

        public static RandomSchema Complex(Random random, int depth)
        {
            var elements = Enumerable.Range(0, random.Next(2, 6))
                .Select(index => Element(random, $"e{index}", depth)).ToList();
            var attributes = Enumerable.Range(0, random.Next(0, 3))
                .Select(index => Attribute(random, $"a{index}")).ToList();
            List<(string Name, RandomSchema Schema)> all = [.. elements, .. attributes];
            return new RandomSchema(
                $"<xs:complexType><xs:sequence>{string.Concat(elements.Select(static member => member.Schema.Xsd))}"
                + $"</xs:sequence>{string.Concat(attributes.Select(static member => member.Schema.Xsd))}</xs:complexType>",
                $"{{ {string.Join(' ', all.Select(static member => member.Name + member.Schema.Selection))} }}",
                values =>
                {
                    JsonObject given = [], expected = [];
                    foreach (var (name, schema) in all)
                    {
                        var (input, output) = schema.Value(values);
                        expected[name] = output;
                        if (input is not null || output is null && values.Next(2) == 0 && IsNillable(schema))
                        {
                            given[name] = input;
                        }
                    }

                    return (given, expected);
                });
        }

        private static bool IsNillable(RandomSchema schema) =>
            schema.Xsd.StartsWith("<xs:element", StringComparison.Ordinal)
            && schema.Xsd[..schema.Xsd.IndexOf('>', StringComparison.Ordinal)].Contains("nillable", StringComparison.Ordinal);

        private static (string Name, RandomSchema Schema) Element(Random random, string name, int depth)
        {
            var type = depth < DepthMax && random.Next(4) == 0 ? Complex(random, depth + 1) : Simple(random);
            // A list of lists in one text keeps its text: no case of its own here.
            var isTextList = type.Xsd.Contains("<xs:list", StringComparison.Ordinal) && type.Selection.Length == 0;
            var (occurrence, isMany, isOptional) = random.Next(5) switch
            {
                1 when isTextList => ("minOccurs='0'", false, true),
                0 => ("minOccurs='0'", false, true),
                1 => ("minOccurs='0' maxOccurs='unbounded'", true, false),
                2 => ("minOccurs='0' nillable='true'", false, true),
                3 => ("nillable='true'", false, true),
                _ => ("", false, false),
            };
            return (name, new RandomSchema(
                $"<xs:element name='{name}' {occurrence}>{type.Xsd}</xs:element>",
                type.Selection,
                values => isMany
                    ? Many(type, values)
                    : isOptional && values.Next(3) == 0 ? (null, null) : type.Value(values)));
        }

        private static (JsonNode? Given, JsonNode? Expected) Many(RandomSchema type, Random values)
        {
            JsonArray given = [], expected = [];
            for (var count = values.Next(0, ListMax + 1); count > 0; count--)
            {
                var (input, output) = type.Value(values);
                given.Add(input);
                expected.Add(output);
            }

            return (given, expected);
        }

        private static (string Name, RandomSchema Schema) Attribute(Random random, string name)
        {
            var type = Simple(random);
            return (name, new RandomSchema(
                $"<xs:attribute name='{name}'>{type.Xsd}</xs:attribute>",
                "",
                values => values.Next(3) == 0 ? (null, null) : type.Value(values)));
        }

        private static RandomSchema Simple(Random random)
        {
            return random.Next(10) switch
            {
                0 => Of("xs:int", static values => values.Next(int.MinValue, int.MaxValue)),
                1 => Of("xs:boolean", static values => values.Next(2) == 0),
                2 => Of("xs:long", static values => values.NextInt64().ToString(CultureInfo.InvariantCulture)),
                3 => Of("xs:decimal", static values =>
                    $"{values.Next(-9, 9)}{values.NextInt64()}.{values.NextInt64(1L << 40)}0"),
                4 => Of("xs:double", static values => Math.Round((values.NextDouble() - 0.5) * 1e6, 3)),
                5 => Of("xs:base64Binary", static values =>
                {
                    var bytes = new byte[values.Next(0, 20)];
                    values.NextBytes(bytes);
                    return Convert.ToBase64String(bytes);
                }),
                6 => Of("xs:date", static values => $"20{values.Next(10, 99)}-02-3{values.Next(0, 9)}Z"),
                7 => new RandomSchema(
                    "<xs:simpleType><xs:list itemType='xs:int'/></xs:simpleType>",
                    "",
                    static values =>
                    {
                        var items = Enumerable.Range(0, values.Next(1, 4)).Select(_ => values.Next(100)).ToList();
                        return (Array(items), Array(items));
                    }),
                _ => Of("xs:string", Text),
            };

            static JsonArray Array(IEnumerable<int> items) => [.. items.Select(static item => JsonValue.Create(item))];
        }

        private static JsonNode Text(Random values)
        {
            string[] pieces =
                ["a", " ", "<", ">", "&", "\"", "'", "\n", "\r", "\t", "]]>", "&amp;", "é", "😀", "\u2028", "\\"];
            var count = values.Next(0, 12);
            return string.Concat(Enumerable.Range(0, count).Select(_ => pieces[values.Next(pieces.Length)]));
        }

        private static RandomSchema Of(string type, Func<Random, JsonNode> value) => new(
            $"<xs:simpleType><xs:restriction base='{type}'/></xs:simpleType>",
            "",
            values =>
            {
                var given = value(values);
                return (given, given.DeepClone());
            });
    }
}
