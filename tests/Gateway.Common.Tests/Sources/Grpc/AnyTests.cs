using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Sources;
using Gateway.Common.Tests.Sources.Grpc.Oracle;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Meanings.V1;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>google.protobuf.Any as JSON, beside Google's own library.</summary>
public sealed class AnyTests
{
    private const int Rounds = 400;

    private const string Prefix = "type.googleapis.com";

    private static readonly TypeRegistry Types = TypeRegistry.FromFiles(
        MeaningsReflection.Descriptor, StructReflection.Descriptor, TimestampReflection.Descriptor);

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(Types));

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithTypeRegistry(Types));

    [Fact]
    public void What_an_Any_holds_is_Googles_JSON_and_comes_back_equal()
    {
        var random = new Random(29);
        for (var round = 0; round < Rounds; round++)
        {
            var inner = (All)new RandomMessage(random).Fill(new All());
            // What its own Any holds has a name of no type, which Google's JSON refuses.
            inner.Any = random.Next(2) == 0 ? null : Any.Pack(new RandomMessage(random).Fill(new Leaf()), Prefix);
            inner.Again = null;
            var any = Any.Pack(inner, Prefix);

            var json = Read(any);

            var theirs = JsonNode.Parse(Formatter.Format(any));
            Assert.True(Same(theirs, JsonNode.Parse(json)), $"{theirs?.ToJsonString()}\n{json}");
            Assert.Equal(inner, Write(json).Unpack<All>());
            Assert.Equal(json, Read(Write(json)));
            Assert.Equal(inner, Parser.Parse<Any>(json).Unpack<All>());
        }
    }

    [Theory]
    [InlineData("""{"@type":"t/google.protobuf.Duration","value":"1.500s"}""")]
    [InlineData("""{"@type":"t/google.protobuf.Timestamp","value":"2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"@type":"t/google.protobuf.Struct","value":{"a":[1,null]}}""")]
    [InlineData("""{"@type":"t/google.protobuf.Value","value":null}""")]
    [InlineData("""{"@type":"t/google.protobuf.Int64Value","value":"9"}""")]
    [InlineData("""{"@type":"t/google.protobuf.BoolValue","value":true}""")]
    [InlineData("""{"@type":"t/google.protobuf.FieldMask","value":"aB,c"}""")]
    [InlineData("""{"@type":"t/google.protobuf.Empty"}""")]
    [InlineData("""{"@type":"t/google.protobuf.Any","value":{"@type":"t/meanings.v1.Leaf","name":"a"}}""")]
    [InlineData("""{"@type":"t/meanings.v1.Leaf","name":"a","tags":["b"]}""")]
    [InlineData("""{"@type":"t/meanings.v1.Leaf"}""")]
    [InlineData("""{"@type":"t/not.known","value":"AQ=="}""")]
    [InlineData("""{"@type":"","value":""}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","aDouble":"NaN","aFloat":"-Infinity","byId":{"5":{"name":"v"}},"kinds":["Small",77]}""")]
    public void A_value_is_written_and_read_as_it_was(string json) => Assert.Equal(json, Read(Write(json)));

    [Theory]
    [InlineData("""{"name":"a","@type":"t/meanings.v1.Leaf"}""", """{"@type":"t/meanings.v1.Leaf","name":"a"}""")]
    [InlineData("""{"n\u0061me":"a","\u0040type":"t/meanings.v1.Leaf"}""", """{"@type":"t/meanings.v1.Leaf","name":"a"}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","a_uint64":7}""", """{"@type":"t/meanings.v1.All","aUint64":"7"}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","aUint64":null,"kinds":[1]}""", """{"@type":"t/meanings.v1.All","kinds":["Small"]}""")]
    public void Other_words_for_the_same_are_taken(string json, string expected) =>
        Assert.Equal(expected, Read(Write(json)));

    [Theory]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("{}")]
    [InlineData("""{"@type":1}""")]
    [InlineData("""{"value":"AQ=="}""")]
    [InlineData("""{"@type":"t/not.known","value":1}""")]
    [InlineData("""{"@type":"t/not.known","value":"~"}""")]
    [InlineData("""{"@type":"t/not.known","name":"a"}""")]
    [InlineData("""{"@type":"t/meanings.v1.Leaf","nme":"a"}""")]
    [InlineData("""{"@type":"t/meanings.v1.Leaf","name":1}""")]
    [InlineData("""{"@type":"t/meanings.v1.Leaf","tags":"b"}""")]
    [InlineData("""{"@type":"t/meanings.v1.Leaf","tags":[null]}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","aBool":"true"}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","byId":[]}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","byId":{"x":{}}}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","kinds":["NO_SUCH"]}""")]
    [InlineData("""{"@type":"t/meanings.v1.All","nothing":true}""")]
    [InlineData("""{"@type":"t/google.protobuf.Duration","value":"1"}""")]
    [InlineData("""{"@type":"t/google.protobuf.Empty","value":{}}""")]
    public void What_the_type_does_not_have_is_refused(string json)
    {
        var error = Assert.Throws<SourceException>(() => Write(json));
        Assert.Equal(SourceErrorCodes.InvalidArgument, error.Code);
    }

    [Fact]
    public void Nesting_is_bounded_both_ways()
    {
        var any = new Any();
        var json = """{"@type":"t/google.protobuf.Any"}""";
        for (var depth = 0; depth < 120; depth++)
        {
            any = new Any { TypeUrl = "t/google.protobuf.Any", Value = any.ToByteString() };
            json = $$"""{"@type":"t/google.protobuf.Any","value":{{json}}}""";
        }

        Assert.Equal(SourceErrorCodes.InvalidResponse, Assert.Throws<SourceException>(() => Read(any)).Code);
        Assert.Throws<SourceException>(() => Write(json));
    }

    [Fact]
    public void Damaged_values_are_read_or_refused()
    {
        var random = new Random(31);
        for (var round = 0; round < 4_000; round++)
        {
            var bytes = new RandomMessage(random).Fill(new All()).ToByteArray();
            for (var change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                var json = Read(new Any { TypeUrl = "t/meanings.v1.All", Value = ByteString.CopyFrom(bytes) });
                Assert.NotNull(json == $"<{SourceErrorCodes.InvalidResponse}>" ? json : JsonNode.Parse(json));
            }
            catch (SourceException refused)
            {
                Assert.Equal(SourceErrorCodes.InvalidResponse, refused.Code);
            }
            catch (JsonException)
            {
                Assert.Fail(Convert.ToHexString(bytes));
            }
        }
    }

    private static string Read(Any any)
    {
        var answer = MeaningTests.Meanings.Read("{ getAll { any } }", new All { Any = any }.ToByteArray());
        const string start = "{\"any\":";
        return answer.StartsWith(start, StringComparison.Ordinal) ? answer[start.Length..^1] : answer;
    }

    private static Any Write(string json)
    {
        var written = MeaningTests.Meanings.Request("{ getAll { maybe } }", $$"""{"any":{{json}}}""");
        return All.Parser.ParseFrom(Convert.FromHexString(written)).Any;
    }

    private static bool Same(JsonNode? left, JsonNode? right) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(left), JsonSerializer.SerializeToElement(right));
}
