using System.Buffers.Binary;
using System.IO.Compression;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Answers that want to cost more than they may: refused with a code.</summary>
public sealed class HostileTests
{
    private const string Select = "{ getAll { maybe numbers value struct again { maybe } leaves { name } } }";

    private static readonly byte[] GroupStart = [0xFB, 0x3F];

    [Theory]
    [InlineData("7affffffffffffffffff7f", "a length that overflows")]
    [InlineData("7a80808080808080808080808001", "an over-long varint")]
    [InlineData("7880808080808080808080", "a varint without end")]
    [InlineData("ffffffffff7f", "a field number past all")]
    [InlineData("72ff", "half a length")]
    [InlineData("fb3ffc3ffc3f", "a group's end too many")]
    [InlineData("7b7c84", "a field cut short behind a group")]
    public void Malformed_bytes_are_refused(string hex, string _)
    {
        var error = Assert.Throws<SourceException>(() => MeaningTests.Meanings.Read(Select, hex));
        Assert.Equal(SourceErrorCodes.InvalidResponse, error.Code);
    }

    [Theory]
    [InlineData(1_000_000)]
    public void Groups_and_values_nest_to_a_bound(int depth)
    {
        var groups = Enumerable.Repeat(GroupStart, depth).SelectMany(static tag => tag).ToArray();
        Refused(groups);
        // Value.list_value of a Value of a list_value …
        Refused([0xFA, 0x01, .. Length(Nested([0x32], 2_000, [], [0x0A]))]);
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_an_error_at_its_place()
    {
        foreach (var text in new[] { "72 02 c0 80", "72 03 ed a0 80", "72 01 ff", "72 04 f4 90 80 80" })
        {
            Assert.Equal(
                """{"maybe":<SOURCE_INVALID_RESPONSE>}""", MeaningTests.Meanings.Read("{ getAll { maybe } }", text));
        }
    }

    [Fact]
    public void Lists_of_empty_messages_cost_no_more_than_their_bytes_allow()
    {
        // Two bytes each; rows are what they cost, and they are bounded by the answer's size.
        var bytes = new byte[200_000];
        for (var index = 0; index < bytes.Length; index += 3)
        {
            if (index + 3 <= bytes.Length)
            {
                bytes[index] = 0x8A;
                bytes[index + 1] = 0x01;
            }
        }

        var answer = MeaningTests.Meanings.Read("{ getAll { leaves { name } } }", bytes.AsSpan(0, 199_998));
        Assert.StartsWith("""{"leaves":[{"name":""}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_bomb_is_refused()
    {
        await using var server = await RawGrpcServer.StartAsync(
            static response => response.Headers["grpc-encoding"] = "gzip", Frame(1, Gzip(new byte[64 << 20])));
        using var transport = server.Connect();

        var error = await Assert.ThrowsAsync<SourceException>(
            () => MeaningTests.Meanings.CallAsync(transport, "{ getAll { maybe } }", "{}"));

        Assert.Equal(SourceErrorCodes.ResponseTooLarge, error.Code);
    }

    [Fact]
    public async Task A_compressed_answer_is_read()
    {
        await using var server = await RawGrpcServer.StartAsync(
            static response => response.Headers["grpc-encoding"] = "gzip", Frame(1, Gzip([0x72, 0x01, 0x61])));
        using var transport = server.Connect();

        Assert.Equal(
            """{"maybe":"a"}""",
            await MeaningTests.Meanings.CallAsync(transport, "{ getAll { maybe } }", "{}"));
    }

    [Theory]
    [InlineData("gzip", 1, "no gzip at all")]
    [InlineData("deflate", 1, "x")]
    [InlineData(null, 1, "x")]
    [InlineData("gzip", 2, "x")]
    public async Task What_was_not_agreed_is_refused(string? encoding, byte flag, string content)
    {
        await using var server = await RawGrpcServer.StartAsync(
            response => response.Headers["grpc-encoding"] = encoding,
            Frame(flag, System.Text.Encoding.ASCII.GetBytes(content)));
        using var transport = server.Connect();

        var error = await Assert.ThrowsAsync<SourceException>(
            () => MeaningTests.Meanings.CallAsync(transport, "{ getAll { maybe } }", "{}"));

        Assert.Equal(SourceErrorCodes.InvalidResponse, error.Code);
    }

    [Theory]
    [InlineData("01000000ff", SourceErrorCodes.InvalidResponse)]
    [InlineData("00ffffffff", SourceErrorCodes.ResponseTooLarge)]
    [InlineData("0000", SourceErrorCodes.InvalidResponse)]
    [InlineData("00000000030801", SourceErrorCodes.InvalidResponse)]
    public async Task A_stream_of_broken_frames_ends_with_an_error(string hex, string expected)
    {
        var trips = GrpcHarness.OfFile($"{TripServer.Folder}/trips.proto");
        await using var server = await RawGrpcServer.StartAsync(static _ => { }, Convert.FromHexString(hex));
        using var transport = server.Connect();

        var error = await Assert.ThrowsAsync<SourceException>(
            async () => await trips.StreamAsync(transport, "{ watch { number } }", "{}")
                .ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(expected, error.Code);
    }

    private static void Refused(byte[] message)
    {
        var error = Assert.Throws<SourceException>(() => MeaningTests.Meanings.Read(Select, message));
        Assert.Equal(SourceErrorCodes.InvalidResponse, error.Code);
    }

    /// <summary>A field inside itself, many times.</summary>
    private static byte[] Nested(byte[] tag, int depth, byte[] inner, byte[]? between = null)
    {
        for (; depth > 0; depth--)
        {
            inner = [.. tag, .. Length(between is null ? inner : [.. between, .. Length(inner)])];
        }

        return inner;
    }

    private static byte[] Length(byte[] bytes)
    {
        var prefix = new List<byte>();
        for (var length = bytes.Length; ; length >>= 7)
        {
            prefix.Add((byte)(length < 0x80 ? length : length | 0x80));
            if (length < 0x80)
            {
                return [.. prefix, .. bytes];
            }
        }
    }

    private static byte[] Frame(byte flag, byte[] bytes)
    {
        var frame = new byte[bytes.Length + 5];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), bytes.Length);
        bytes.CopyTo(frame, 5);
        return frame;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
