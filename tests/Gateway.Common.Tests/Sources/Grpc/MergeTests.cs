using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Messages that come in parts: a singular field of them is one message, merged.</summary>
/// <remarks>
/// A part may lack what is required: the whole must not. Source: Protocol Buffers, Encoding, "Last One Wins".
/// </remarks>
public sealed class MergeTests
{
    private static readonly GrpcHarness Parts = GrpcHarness.OfText(
        """
        syntax = "proto2";
        package shop.v1;
        service Things { rpc GetThing(Thing) returns (Thing); }
        message Thing {
          optional Inner inner = 1;
          repeated Inner all = 2;
          oneof choice { Inner left = 3; Other other = 4; Inner right = 5; string text = 6; }
          map<int32, Inner> by_id = 7;
          optional group Row = 8 { required int32 x = 1; optional string note = 2; }
          required string id = 9;
        }
        message Inner {
          required int32 x = 1; optional string note = 2; optional Inner below = 3; repeated int32 list = 4;
        }
        message Other { required int32 y = 1; optional string note = 2; }
        """);

    [Theory]
    [InlineData("inner { x note }", "0a03 12016e  0a02 0805  4a0169", """{"inner":{"x":5,"note":"n"}}""")]
    [InlineData("inner { x note }", "0a02 0805  0a03 12016e  0a05 0807 12016d", """{"inner":{"x":7,"note":"m"}}""")]
    [InlineData("inner { x }", "0a03 12016e  0a03 12016d", "SOURCE_INVALID_RESPONSE")]
    [InlineData("inner { x }", "0a00", "SOURCE_INVALID_RESPONSE")]
    [InlineData("inner { list }", "0a04 2001 2002  0a04 2003 0801", """{"inner":{"list":[1,2,3]}}""")]
    [InlineData(
        "inner { x below { x note } }",
        "0a07 0801 1a03 12016e  0a04 1a02 0802",
        """{"inner":{"x":1,"below":{"x":2,"note":"n"}}}""")]
    [InlineData("inner { below { x } }", "0a07 0801 1a03 12016e  0a02 0802", "SOURCE_INVALID_RESPONSE")]
    [InlineData("all { x note }", "1203 12016e  1202 0805", "SOURCE_INVALID_RESPONSE")]
    [InlineData("all { x note }", "1202 0804  1202 0805", """{"all":[{"x":4,"note":null},{"x":5,"note":null}]}""")]
    [InlineData(
        "choice { ... on Other { y note } }",
        "2203 12016e  2202 0805",
        """{"choice":{"__typename":"Other","y":5,"note":"n"}}""")]
    [InlineData("choice { ... on Other { y } }", "2203 12016e", "SOURCE_INVALID_RESPONSE")]
    [InlineData(
        "choice { ... on ThingChoiceText { text } ... on Other { y } }",
        "2203 12016e  320174",
        """{"choice":{"__typename":"ThingChoiceText","text":"t"}}""")]
    [InlineData(
        "choice { ... on ThingChoiceLeft { left { x note } } ... on ThingChoiceRight { right { x note } } }",
        "1a03 12016e  1a02 0805",
        """{"choice":{"__typename":"ThingChoiceLeft","left":{"x":5,"note":"n"}}}""")]
    [InlineData(
        "choice { ... on ThingChoiceLeft { left { x note } } ... on ThingChoiceRight { right { x note } } }",
        "1a05 12016e 0801  2a02 0805",
        """{"choice":{"__typename":"ThingChoiceRight","right":{"x":5,"note":null}}}""")]
    [InlineData(
        "choice { ... on ThingChoiceLeft { left { note } a: left { x } } }",
        "1a03 12016e  1a02 0805",
        """{"choice":{"__typename":"ThingChoiceLeft","left":{"note":"n"},"a":{"x":5}}}""")]
    [InlineData(
        "byId { key value { x note } }",
        "3a0b 0801 1203 12016e 1202 0804",
        """{"byId":[{"key":1,"value":{"x":4,"note":"n"}}]}""")]
    [InlineData("row { x note }", "43 12016e 44  43 0805 44", """{"row":{"x":5,"note":"n"}}""")]
    [InlineData("id", "", "SOURCE_INVALID_RESPONSE")]
    [InlineData("id", "4a0169 4a016a", """{"id":"j"}""")]
    public void Parts_of_one_message_are_merged_and_then_asked_for_what_is_required(
        string selection, string message, string expected) => Assert.Equal(expected, Read(selection, message));

    private static string Read(string selection, string message)
    {
        try
        {
            return Parts.Read($"{{ getThing {{ {selection} }} }}", message);
        }
        catch (SourceException refused)
        {
            return refused.Code;
        }
    }
}
