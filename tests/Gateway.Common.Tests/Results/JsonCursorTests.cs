using System.Text;
using System.Text.Json;
using Gateway.Common.Results;

namespace Gateway.Common.Tests.Results;

public sealed class JsonCursorTests
{
    private const int MutationsMax = 20_000;

    /// <summary>Text, and where it is refused; null where it is JSON.</summary>
    public static TheoryData<string, int?> Cases { get; } = new()
    {
        { "null", null },
        { " [ 1 , -0.5e+3 , \"a\\u00e9\\n\" , { \"b\" : { } , \"c\" : [ ] } ] ", null },
        { "", 0 },
        { " ", 1 },
        { "nul", 0 },
        { "True", 0 },
        { "{", 1 },
        { "[1,]", 3 },
        { "[1 2]", 3 },
        { "{\"a\"}", 4 },
        { "{\"a\":}", 5 },
        { "{\"a\":1,}", 7 },
        { "{a:1}", 1 },
        { "[1}", 2 },
        { "1 2", 2 },
        { "01", 1 },
        { "-", 1 },
        { "1.", 2 },
        { "1e", 2 },
        { "1e+", 3 },
        { ".5", 0 },
        { "+1", 0 },
        { "NaN", 0 },
        { "\"a", 2 },
        { "\"a\\x\"", 3 },
        { "\"\\u00g0\"", 2 },
        { "\"\\u00\"", 2 },
        { "\"a\nb\"", 3 },
        { "\"a\u0001b\"", 3 },
        { "[\0]", 1 },
        { "\u000b1", 0 },
        { "1//c", 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Malformed_text_is_refused_at_its_offset(string json, int? offset) =>
        Assert.Equal(offset, Check(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Nesting_is_read_up_to_its_bound_and_refused_past_it()
    {
        Assert.Null(Check(Nested(JsonCursor.DepthMax)));
        Assert.NotNull(Check(Nested(JsonCursor.DepthMax + 1)));
        Assert.NotNull(Check(Encoding.UTF8.GetBytes(new string('[', 1_000_000))));
    }

    [Fact]
    public void Mutated_text_is_judged_as_the_platform_judges_it()
    {
        var seed = """{"a":[1,-2.5e3,true,false,null],"b\n":{"c":"d\u00e9\\"},"e":""}"""u8.ToArray();
        var random = new Random(1);
        for (var count = 0; count < MutationsMax; count++)
        {
            var mutated = Mutate(seed, random);
            Assert.True(IsJson(mutated) == Check(mutated) is null, Encoding.UTF8.GetString(mutated));
        }
    }

    private static int? Check(ReadOnlySpan<byte> json)
    {
        var cursor = new JsonCursor(json);
        try
        {
            cursor.TakeValue();
            cursor.ExpectEnd();
            return null;
        }
        catch (MalformedJsonException malformed)
        {
            return malformed.Offset;
        }
    }

    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));

    private static byte[] Mutate(byte[] seed, Random random)
    {
        const string Alphabet = "{}[]:,\"\\0123456789.eE+-truefalsn \n\tu";
        var bytes = seed.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var place = random.Next(bytes.Count);
            var letter = (byte)Alphabet[random.Next(Alphabet.Length)];
            switch (random.Next(3))
            {
                case 0:
                    bytes[place] = letter;
                    break;
                case 1:
                    bytes.Insert(place, letter);
                    break;
                default:
                    bytes.RemoveAt(place);
                    break;
            }
        }

        return [.. bytes];
    }

    private static bool IsJson(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
