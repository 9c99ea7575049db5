using Gateway.Common.Language;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>What values mean, both ways, on a contract that has one field for each meaning.</summary>
/// <remarks>
/// <see cref="Message"/> is made by protoc's <c>--encode</c>.
/// </remarks>
public sealed class MeaningTests
{
    private const string Cases = "tests/Gateway.Common.Tests/Sources/Grpc/Cases";

    private const string Message =
        "09000000000000f83f15cdcccc3d18ffffffffffffffefff0120ffffffffffffffffff0128ffffffff0f300538074500"
        + "286bee49050000000000000055faffffff59f9ffffffffffffff60016a02fffe72007a0b01feffffffffffffffff0180"
        + "01038001048a01080a036c220a1201748a0100920107080512030a01769a0103720178a20100b80108d201030a0172da"
        + "010908a5ebdcca0610e807e2011608ffffffffffffffffff011080b6ca91feffffffff01ea010a0a05615f622e630a01"
        + "64f2011c0a1a0a016b121532130a091100000000000000400a0208000a022001fa01031a01738202040a022a008a0208"
        + "0a03742f7812010192020208099a0200aa0200b2020b01ffffffffffffffffff01e2120169";

    internal const string Selection =
        """
        { getAll {
          aDouble aFloat anInt64 aUint64 aUint32 aSint32 aSint64 aFixed32 aFixed64 aSfixed32 aSfixed64 aBool aBytes maybe
          numbers loose leaves { name tags } byId { key value { name } } again { maybe } nothing
          choice { ... on Leaf { name } ... on AllChoiceNumber { number } ... on AllChoiceText { text } }
          twins { ... on AllTwinsLeft { left { name } } ... on AllTwinsRight { right { name } } }
          at took mask struct value list any wrappedInt64 wrappedString wrappedBool times kinds id
        } }
        """;

    private const string Values =
        """
        "aDouble":1.5,"aFloat":0.1,"anInt64":"-9007199254740993","aUint64":"18446744073709551615","aUint32":4294967295,"aSint32":-3,"aSint64":"-4","aFixed32":4000000000,"aFixed64":"5","aSfixed32":-6,"aSfixed64":"-7","aBool":true,"aBytes":"//4=","maybe":"","numbers":[1,-2],"loose":[3,4],"leaves":[{"name":"l\"\n","tags":["t"]},{"name":"","tags":[]}],"byId":[{"key":"5","value":{"name":"v"}}],"again":{"maybe":"x"},"nothing":true,"choice":%CHOICE%,"twins":%TWINS%,"at":"2026-01-02T03:04:05.000001Z","took":"-1.500s","mask":"aB.c,d","struct":{"k":[2,null,true]},"value":"s","list":[{}],"any":{"@type":"t/x","value":"AQ=="},"wrappedInt64":"9","wrappedString":"","wrappedBool":null,"times":["1970-01-01T00:00:00Z"],"kinds":["SMALL","KIND_NEGATIVE"],"id":"i"}
        """;

    internal static readonly GrpcHarness Meanings = GrpcHarness.OfFile($"{Cases}/meanings.proto");

    internal static string Arguments => Json("""{"number":"8"}""", """{"right":{"name":"r"}}""");

    internal static string Answer => Json(
        """{"__typename":"AllChoiceNumber","number":"8"}""", """{"__typename":"AllTwinsRight","right":{"name":"r"}}""");

    [Fact]
    public void Every_meaning_has_its_place_in_the_schema() => Snapshot.Match(Meanings.Sdl, $"{Cases}/meanings.graphql");

    [Fact]
    public void Every_meaning_is_read() => Assert.Equal(Answer, Meanings.Read(Selection, Message));

    [Fact]
    public void Every_meaning_is_written()
    {
        var request = Meanings.Request("{ getAll { maybe } }", Arguments);

        Assert.Equal(Meanings.Read(Selection, Message), Meanings.Read(Selection, request));
    }

    [Theory]
    [InlineData("{ getAll { numbers } }", "780178027a0203047805", """{"numbers":[1,2,3,4,5]}""")]
    [InlineData("{ getAll { loose numbers } }", "82010201027809 8001038201 0104", """{"loose":[1,2,3,4],"numbers":[9]}""")]
    [InlineData("{ getAll { maybe } }", "720161720162", """{"maybe":"b"}""")]
    [InlineData("{ getAll { again { maybe numbers } } }", "9a01057201617801 9a01027802", """{"again":{"maybe":"a","numbers":[1,2]}}""")]
    [InlineData("{ getAll { choice { ... on AllChoiceText { text } } } }", "b80108aa010178", """{"choice":{"__typename":"AllChoiceText","text":"x"}}""")]
    [InlineData("{ getAll { choice { ... on AllChoiceNone { none } } } }", "c20100", """{"choice":{"__typename":"AllChoiceNone","none":true}}""")]
    [InlineData("{ getAll { aBool } }", "fb3f08017a01fffc3f6001", """{"aBool":true}""")]
    [InlineData("{ getAll { maybe } }", "7001", """{"maybe":null}""")]
    [InlineData("{ getAll { maybe } }", "7202fffe", """{"maybe":<SOURCE_INVALID_RESPONSE>}""")]
    [InlineData("{ getAll { aDouble } }", "09000000000000f87f", """{"aDouble":<SOURCE_INVALID_RESPONSE>}""")]
    [InlineData("{ getAll { at } }", "da010a08ffffffffffffffff7f", """{"at":<SOURCE_INVALID_RESPONSE>}""")]
    [InlineData("{ getAll { byId { key value { name } } } }", "920100", """{"byId":[{"key":"0","value":{"name":""}}]}""")]
    [InlineData("{ getAll { kinds } }", "b20203020163", """{"kinds":["UNRECOGNIZED","SMALL","UNRECOGNIZED"]}""")]
    public void Messages_are_read_as_protobuf_says(string selection, string message, string expected) =>
        Assert.Equal(expected, Meanings.Read(selection, message));

    [Fact]
    public void A_message_without_fields_is_true()
    {
        Assert.Equal("true", Meanings.Read("{ removeAll }", "", OperationType.Mutation));
        Assert.Equal("""["a"]""", Meanings.Read("{ listNames }", "0a031a0161"));
        Assert.Equal("0a0161", Meanings.Request("{ listNames }", """{"value":"a"}"""));
    }

    [Theory]
    [InlineData("""{"anInt64":"x"}""")]
    [InlineData("""{"aUint64":"-1"}""")]
    [InlineData("""{"aUint32":4294967296}""")]
    [InlineData("""{"aBytes":"~"}""")]
    [InlineData("""{"at":"yesterday"}""")]
    [InlineData("""{"took":"1"}""")]
    [InlineData("""{"mask":"a b"}""")]
    [InlineData("""{"struct":[]}""")]
    [InlineData("""{"any":{"value":""}}""")]
    [InlineData("""{"kinds":["UNRECOGNIZED"]}""")]
    [InlineData("""{"maybe":"\ud800"}""")]
    public void What_the_wire_cannot_carry_is_refused(string arguments)
    {
        var error = Assert.Throws<SourceException>(() => Meanings.Request("{ getAll { maybe } }", arguments));
        Assert.Equal(SourceErrorCodes.InvalidArgument, error.Code);
    }

    [Theory]
    [InlineData("72")]
    [InlineData("7205")]
    [InlineData("78ffffffffffffffffffffff01")]
    [InlineData("00")]
    [InlineData("0f")]
    [InlineData("fb3f")]
    [InlineData("fc3f")]
    [InlineData("fb3ffc47")]
    [InlineData("0900")]
    [InlineData("fa01041a05")]
    public void Damaged_messages_are_refused(string message)
    {
        var error = Assert.Throws<SourceException>(
            () => Meanings.Read("{ getAll { maybe numbers value aDouble } }", message));
        Assert.Equal(SourceErrorCodes.InvalidResponse, error.Code);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var groups = string.Concat(Enumerable.Repeat("fb3f", 100_000));
        Assert.Throws<SourceException>(() => Meanings.Read("{ getAll { maybe } }", groups));
    }

    [Fact]
    public void Random_damage_never_breaks_out()
    {
        var random = new Random(5);
        var message = Convert.FromHexString(Message);
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = message.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Meanings.Read(Selection, damaged.AsSpan(0, random.Next(damaged.Length)));
            }
            catch (SourceException refused)
            {
                Assert.Equal(SourceErrorCodes.InvalidResponse, refused.Code);
            }
        }
    }

    [Fact]
    public void Frames_that_are_not_one_message_are_refused()
    {
        foreach (var body in (byte[][])[[], [0, 0, 0, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0]])
        {
            var error = Assert.Throws<SourceException>(() => Meanings.ReadBody("{ getAll { maybe } }", body, "0"));
            Assert.Equal(SourceErrorCodes.InvalidResponse, error.Code);
        }
    }

    [Fact]
    public void What_is_no_descriptor_set_is_said_to_be_none()
    {
        foreach (var content in (byte[][])[[], [0x0A, 0x7F], "syntax"u8.ToArray()])
        {
            var result = GrpcImporter.Import(new ContractFile("x.pb", content, _ => null), ImportOptions.Default);
            Assert.Null(result.Sdl);
            Assert.True(result.Diagnostics[0].IsError);
        }
    }

    private static string Json(string choice, string twins) => "{" + Values
        .Replace("%CHOICE%", choice, StringComparison.Ordinal)
        .Replace("%TWINS%", twins, StringComparison.Ordinal);
}
