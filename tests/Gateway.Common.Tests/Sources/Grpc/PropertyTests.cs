using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Sources;
using Gateway.Common.Tests.Sources.Grpc.Oracle;
using Google.Protobuf;
using Meanings.V1;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Random messages go there and back, between this gateway and Google's own library.</summary>
public sealed class PropertyTests
{
    private const int Rounds = 400;

    /// <summary>What Google's JSON says in another way: maps, oneofs, enums, messages without fields.</summary>
    private static readonly string[] SaidOtherwise =
        ["byId", "choice", "twins", "nothing", "kinds", "any", "again", "leaves"];

    /// <summary>All but <c>again</c>, which goes on for ever.</summary>
    private static readonly string Selection = MeaningTests.Selection
        .Replace("{ name }", "{ name tags }", StringComparison.Ordinal)
        .Replace("choice {", "choice { ... on AllChoiceNone { none }", StringComparison.Ordinal);

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    [Fact]
    public void Messages_of_Googles_library_are_read_and_written_back_equal()
    {
        var random = new Random(17);
        for (var round = 0; round < Rounds; round++)
        {
            var message = (All)new RandomMessage(random).Fill(new All());
            message.Again = null;
            // JSON has one word for a Value that is absent and one that is null.
            message.Value ??= Google.Protobuf.WellKnownTypes.Value.ForNull();
            var bytes = message.ToByteArray();

            var answer = MeaningTests.Meanings.Read(Selection, bytes);

            CheckValues(message, JsonNode.Parse(answer)!.AsObject());
            var arguments = ToArguments(JsonNode.Parse(answer)!.AsObject());
            var written = MeaningTests.Meanings.Request("{ getAll { maybe } }", arguments.ToJsonString());
            var back = All.Parser.ParseFrom(Convert.FromHexString(written));
            // Absent and empty are one to a list, but not to an optional value: those come back as they were.
            Assert.Equal(message, back);
        }
    }

    [Fact]
    public void Fields_in_any_order_are_read_alike()
    {
        var random = new Random(41);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new RandomMessage(random).Fill(new All()).ToByteArray();

            var answer = MeaningTests.Meanings.Read(Selection, Shuffle(bytes, random));

            Assert.Equal(MeaningTests.Meanings.Read(Selection, bytes), answer);
        }
    }

    [Fact]
    public void Damaged_messages_are_read_or_refused()
    {
        var random = new Random(23);
        for (var round = 0; round < 4_000; round++)
        {
            var bytes = new RandomMessage(random).Fill(new All()).ToByteArray();
            for (var change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                MeaningTests.Meanings.Read(Selection, bytes.AsSpan(0, random.Next(bytes.Length + 1)));
            }
            catch (SourceException refused)
            {
                Assert.Equal(SourceErrorCodes.InvalidResponse, refused.Code);
            }
        }
    }

    [Fact]
    public void Messages_of_random_contracts_are_written_and_read_back_equal()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var contract = new RandomContract(new Random(seed));
            var grpc = GrpcHarness.OfText(contract.Proto);
            for (var round = 0; round < 10; round++)
            {
                var (arguments, expected) = contract.NextValue();

                var bytes = grpc.Request($"{{ getThing {contract.Selection} }}", arguments);

                var answer = grpc.Read($"{{ getThing {contract.Selection} }}", bytes);
                Assert.True(expected == answer, $"{contract.Proto}\n{arguments}\n{bytes}\n{expected}\n{answer}");
            }
        }
    }

    /// <summary>A message's fields in another order; those of one number stay one behind the other.</summary>
    private static byte[] Shuffle(byte[] message, Random random)
    {
        var fields = new List<(int Number, byte[] Bytes)>();
        var input = new CodedInputStream(message);
        while (input.Position < message.Length)
        {
            var start = (int)input.Position;
            var tag = input.ReadTag();
            input.SkipLastField();
            fields.Add((WireFormat.GetTagFieldNumber(tag), message[start..(int)input.Position]));
        }

        var places = Enumerable.Range(0, fields.Count).ToArray();
        random.Shuffle(places);
        var rest = fields.GroupBy(static field => field.Number)
            .ToDictionary(static group => group.Key, static group => new Queue<byte[]>(group.Select(one => one.Bytes)));
        return [.. places.SelectMany(place => rest[fields[place].Number].Dequeue())];
    }

    private static void CheckValues(All message, JsonObject answer)
    {
        // Google's JSON of an Any needs to know its type.
        var plain = new All(message) { Any = null };
        var theirs = JsonNode.Parse(Formatter.Format(plain))!.AsObject();
        foreach (var (name, value) in answer)
        {
            if (!SaidOtherwise.Contains(name))
            {
                var isAbsent = !theirs.TryGetPropertyValue(name == "id" ? "ID" : name, out var wanted);
                Assert.True(
                    isAbsent ? value is null : Same(wanted, value),
                    $"{name}: {wanted?.ToJsonString()} is {value?.ToJsonString()}");
            }
        }
    }

    private static bool Same(JsonNode? left, JsonNode? right) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(left), JsonSerializer.SerializeToElement(right));

    /// <summary>An answer as the arguments that say the same: oneofs by the names of their fields.</summary>
    private static JsonObject ToArguments(JsonObject answer)
    {
        foreach (var oneof in new[] { "choice", "twins" })
        {
            if (answer[oneof] is JsonObject chosen)
            {
                var isLeaf = chosen["__typename"]!.GetValue<string>() == "Leaf";
                chosen.Remove("__typename");
                answer[oneof] = isLeaf ? new JsonObject { ["leaf"] = chosen.DeepClone() } : chosen.DeepClone();
            }
        }

        return answer;
    }
}
