using System.Text;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Random values of random schemas, sent and read back; random damage to what is read.</summary>
public sealed class PropertyTests
{
    private const int SchemasPerSeed = 40;
    private const int ValuesPerSchema = 10;
    private const int DamagesPerValue = 20;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_sent_is_what_is_read_back(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < SchemasPerSeed; round++)
        {
            var echo = EchoContract.Make(random);
            for (var value = 0; value < ValuesPerSchema; value++)
            {
                var (input, output) = echo.Value(random);
                var wire = echo.Send(input);
                var read = echo.Read(wire);
                Assert.True(output == read, $"{echo.Contract}\n{input}\n{Encoding.UTF8.GetString(wire)}\n{output}\n{read}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Damaged_answers_are_read_or_refused(int seed)
    {
        var random = new Random(seed * 7919);
        for (var round = 0; round < SchemasPerSeed; round++)
        {
            var echo = EchoContract.Make(random);
            var wire = echo.Send(echo.Value(random).Input);
            for (var damage = 0; damage < DamagesPerValue; damage++)
            {
                Assert.NotNull(echo.Read(Damage(wire, random)));
            }
        }
    }

    private static byte[] Damage(byte[] wire, Random random)
    {
        var bytes = wire.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, "{}[],:\"0n\\"u8[random.Next(9)..].ToArray());
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 16), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
