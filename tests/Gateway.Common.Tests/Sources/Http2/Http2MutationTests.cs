namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Answers that are almost right: whatever is sent, a call ends.</summary>
public sealed class Http2MutationTests
{
    private const int Mutations = 400;

    private const string Valid =
        "SETTINGS 0 - x:000300000064; PING 0 - x:0102030405060708; WINDOW 0 - x:00001000; "
        + "HEADERS N - :status=200|content-type=application/grpc; CONTINUATION N h a=b; DATA N p x:026f6b0000; "
        + "WINDOW N - x:00001000; DATA N - x:6f6b; HEADERS N eh grpc-status=0|grpc-message=well; SETTINGS 0 e; "
        + "GOAWAY 0 - x:7fffffff00000000";

    [Fact]
    public async Task No_answer_makes_a_call_hang_or_fail_otherwise()
    {
        var random = new Random(5);
        var kinds = new Dictionary<string, int>();
        for (var count = 0; count < Mutations; count++)
        {
            var script = $"BYTES {Convert.ToHexString(Mutate(FrameScript.Bytes(Valid, 1), random))}{FrameScript.Close}";
            await using var server = new ScriptedHttp2Server(_ => script);
            using var transport = Http2Calls.Transport(server.Address);

            var made = await Http2Calls.AskAsync(transport);

            var kind = made.Split(' ')[0];
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        Assert.DoesNotContain("Timeout", kinds.Keys);
        Assert.True(kinds.Count >= 3, string.Join(' ', kinds));
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(list.Count);
            var length = Math.Min(random.Next(1, 20), list.Count - at);
            switch (random.Next(4))
            {
                case 0:
                    list[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    list[at] = (byte)random.Next(256);
                    break;
                case 2 when list.Count > length:
                    list.RemoveRange(at, length);
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, length));
                    break;
            }
        }

        return [.. list];
    }
}
