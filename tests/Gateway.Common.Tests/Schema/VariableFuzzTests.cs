using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Schema;

/// <summary>Seeded: <c>GATEWAY_FUZZ_ROUNDS</c> makes it longer.</summary>
public sealed class VariableFuzzTests
{
    private const int RoundsDefault = 30_000;
    private const int Seed = 20_250_901;

    private static readonly GraphQLSchema Schema = SchemaBuilder.BuildOrThrow(Parser.Parse("""
        type Query { a(p: P, f: Float, i: Int, k: ID): Int }
        enum Colour { RED GREEN }
        scalar Any
        input P { x: Int!, y: [[Float!]] = [1], colour: Colour = RED, next: P, pick: Pick, any: Any, id: ID }
        input Pick @oneOf { a: Int, b: [String] }
        """));

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "1", "-0", "1e400", "1.5", "\"x\":", "\"y\":[[2.5]]",
        "\"colour\":\"RED\"", "\"next\":{\"x\":1}", "\"pick\":{\"a\":1}", "\"any\":{\"q\":[{}]}", "\"\\ud800\"",
        "\"\\u0041\"", "\"p\":", "\"l\":", "é", "\u0001", " ", "[[[[[[[[[[[[[[[[[[[[[[[[", "\"id\":7",
    ];

    [Fact]
    public void Whatever_is_sent_gives_values_that_are_JSON_or_errors()
    {
        var operation = (OperationDefinitionNode)Parser.Parse(
            "query ($p: P!, $l: [P!], $i: Int = 5, $any: Any) { a }").Definitions[0];
        var set = VariableSet.Compile(operation, Schema);
        var random = new Random(Seed);
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_FUZZ_ROUNDS"), out var given)
            ? given
            : RoundsDefault;
        var successes = 0;
        for (var round = 0; round < rounds; round++)
        {
            successes += Try(set, Mutate(random)) ? 1 : 0;
        }

        Assert.InRange(successes, 1, rounds - 1);
    }

    private static bool Try(VariableSet set, byte[] json)
    {
        var isValid = VariableCoercion.TryCoerce(set, json, out var values, out var errors);
        using (values)
        {
            Assert.Equal(isValid, errors.Count == 0);
            for (var index = 0; isValid && index < set.Count; index++)
            {
                if (values.TryGet(index, out var value))
                {
                    using var document = JsonDocument.Parse(value.ToArray());
                }
            }
        }

        return isValid;
    }

    private static byte[] Mutate(Random random)
    {
        var text = new StringBuilder(
            """{"p":{"x":1,"colour":"GREEN","pick":{"b":["s"]},"any":[1,{"z":null}]},"l":[{"x":2}],"any":"\u00e9"}""");
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            if (random.Next(2) == 0)
            {
                text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
            }
            else
            {
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(8) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
