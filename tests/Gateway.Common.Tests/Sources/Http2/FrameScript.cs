using System.Buffers.Binary;
using System.Globalization;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Frames as a test writes them down.</summary>
/// <remarks>
/// Frames stand between semicolons: a type, a stream, flags, a payload, and how often. The stream is a number or
/// <c>N</c>, that of the request; flags are letters (e: end of stream or acknowledged, h: end of fields, p: padded, r:
/// priority) or <c>-</c>. <c>RAW</c> and <c>BYTES</c> stand for what is no frame; <c>CLOSE</c> at the end closes the
/// connection. A payload is <c>name=value|…</c>, or hexadecimal digits behind <c>x:</c>.
/// </remarks>
internal static class FrameScript
{
    /// <summary>Ends the connection once all was sent.</summary>
    public const string Close = "; CLOSE";

    public const string Ok =
        "HEADERS N h :status=200|content-type=application/grpc; DATA N - x:6f6b; HEADERS N eh grpc-status=0";

    private static readonly string[] Types =
    [
        "DATA", "HEADERS", "PRIORITY", "RST", "SETTINGS", "PUSH", "PING", "GOAWAY", "WINDOW", "CONTINUATION", "OTHER",
    ];

    public static byte[] Bytes(string script, int streamId)
    {
        var bytes = new List<byte>();
        foreach (var line in script.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "RAW")
            {
                bytes.AddRange(System.Text.Encoding.Latin1.GetBytes(line[4..].Replace("\\r\\n", "\r\n",
                    StringComparison.Ordinal)));
                continue;
            }

            if (words[0] is "BYTES" or "CLOSE")
            {
                bytes.AddRange(words.Length > 1 ? Convert.FromHexString(words[1]) : []);
                continue;
            }

            var id = words[1] == "N" ? streamId : int.Parse(words[1], CultureInfo.InvariantCulture);
            var payload = words.Length > 3 && words[3] != "-" ? Payload(words[3]) : [];
            var frame = Frame(Array.IndexOf(Types, words[0]), Flags(words[2]), id, payload);
            var times = words.Length > 4 ? int.Parse(words[4].AsSpan(1), CultureInfo.InvariantCulture) : 1;
            for (var count = 0; count < times; count++)
            {
                bytes.AddRange(frame);
            }
        }

        return [.. bytes];
    }

    public static byte[] Frame(int type, int flags, int streamId, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8 | type);
        frame[4] = (byte)flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), streamId);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    private static int Flags(string letters) => letters.Sum(static letter => letter switch
    {
        'e' => 0x1,
        'h' => 0x4,
        'p' => 0x8,
        'r' => 0x20,
        _ => 0,
    });

    private static byte[] Payload(string text) => text.StartsWith("x:", StringComparison.Ordinal)
        ? Convert.FromHexString(Repeated(text[2..]))
        : [.. text.Split('|').SelectMany(static field => Field(field))];

    /// <summary><c>00(1000)</c> stands for a thousand bytes.</summary>
    private static string Repeated(string hex)
    {
        var open = hex.IndexOf('(', StringComparison.Ordinal);
        return open < 0
            ? hex
            : hex[..(open - 2)] + string.Concat(Enumerable.Repeat(
                hex[(open - 2)..open], int.Parse(hex.AsSpan((open + 1)..^1), CultureInfo.InvariantCulture)));
    }

    private static byte[] Field(string field)
    {
        var equals = field.IndexOf('=', 1);
        var value = field[(equals + 1)..];
        var open = value.IndexOf('(', StringComparison.Ordinal);
        value = open < 0
            ? value
            : new string(value[0], int.Parse(value.AsSpan((open + 1)..^1), CultureInfo.InvariantCulture));
        return Convert.FromHexString(FieldBlockTests.Literal(0, field[..equals], value));
    }
}
