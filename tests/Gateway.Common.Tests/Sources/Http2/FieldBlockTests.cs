using System.Text;
using Gateway.Common.Sources.Http2;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Field blocks as peers send them. Source: RFC 7541 appendix C; RFC 9113 §8.2, §8.3.2.</summary>
public sealed class FieldBlockTests
{
    private const string Date21 = "Mon, 21 Oct 2013 20:13:21 GMT";
    private const string Date22 = "Mon, 21 Oct 2013 20:13:22 GMT";
    private const string Location = "location: https://www.example.com";

    /// <summary>A table of 256 bytes, as the examples have it.</summary>
    private const string Table256 = "3fe101";

    private const string Cookie = "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";

    private static readonly string[] Answers =
    [
        $"302\ncache-control: private\ndate: {Date21}\n{Location}",
        $"307\ncache-control: private\ndate: {Date21}\n{Location}",
        $"200\ncache-control: private\ndate: {Date22}\n{Location}\ncontent-encoding: gzip\n{Cookie}",
    ];

    /// <summary>Blocks of one connection, one after the other.</summary>
    public static TheoryData<string[]> Examples { get; } = new(
    [
        new[]
        {
            Table256 + "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e"
                + "1768747470733a2f2f7777772e6578616d706c652e636f6d",
            "4803333037c1c0bf",
            "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48"
                + "514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31",
        },
        new[]
        {
            Table256 + "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b9"
                + "7c8e9ae82ae43d3",
            "4883640effc1c0bf",
            "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af2"
                + "7087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007",
        },
    ]);

    /// <summary>One block, and what is made of it: status, fields, or what is wrong.</summary>
    public static TheoryData<string, string> Blocks { get; } = new()
    {
        { "88", "200" },
        { "400a637573746f6d2d6b65790d637573746f6d2d686561646572", "0\ncustom-key: custom-header" },
        { "100870617373776f726406736563726574", "0\npassword: secret" },
        { "000161 0162", "0\na: b" },
        { "000161 00", "0\na: " },
        { "0f29 0178", "0\nstrict-transport-security: x" },
        { "20 3fe11f 88", "200" },

        // A size that is more than was offered, one behind a field, and too many.
        { "3fe21f 88", "Compression" },
        { "88 20", "Compression" },
        { "20 20 20 88", "Compression" },

        // Numbers of no field, too large, without an end; strings that are longer than their block.
        { "80", "Compression" },
        { "be", "Compression" },
        { "ffffffffff0f", "Compression" },
        { "ffffffffffffff01", "Compression" },
        { "ff80808080808001", "Compression" },
        { "ff", "Compression" },
        { "ff80", "Compression" },
        { "00", "Compression" },
        { "0001", "Compression" },
        { "000261", "Compression" },
        { "000161 7fffffffff07", "Compression" },
        { "000161", "Compression" },

        // Huffman: padding of eight bits, padding that is not ones, the end of a string within it.
        { "000161 811f", "0\na: a" },
        { "000161 821fff", "Compression" },
        { "000161 8118", "Compression" },
        { "000161 84ffffffff", "Compression" },
        { "000161 84fffffffc", "Compression" },
        { "000161 81ff", "Compression" },
        { "000161 80", "0\na: " },

        // Pseudo-headers: one status, first, of three digits.
        { "88 88", "malformed" },
        { "000161 0162 88", "malformed" },
        { "82", "malformed" },
        { "0804 32303030", "malformed" },
        { "0803 303939", "malformed" },
        { "0803 2b3230", "malformed" },
        { "0800", "malformed" },

        // Names in capitals, empty, with a space; values with the end of a line; fields of a connection.
        { "88 000141 0162", "malformed" },
        { "88 0000 0162", "malformed" },
        { "88 00026120 0162", "malformed" },
        { "88 000161 030d0a62", "malformed" },
        { "88 000161 0100", "malformed" },
        { "88 000a636f6e6e656374696f6e 05636c6f7365", "malformed" },
        { "88 0f2a 076368756e6b6564", "malformed" },
        { "88 000765706772616465 00", "200\nepgrade: " },
        { "88 000775706772616465 0162", "malformed" },

        // Lengths.
        { "88 0f0d 0132", "200\ncontent-length: 2" },
        { "88 0f0d 0132 0f0d 0132", "200\ncontent-length: 2\ncontent-length: 2" },
        { "88 0f0d 0132 0f0d 0133", "malformed" },
        { "88 0f0d 022d31", "malformed" },
        { "88 0f0d 00", "malformed" },
    };

    [Theory, MemberData(nameof(Examples))]
    public void The_examples_of_the_specification(string[] blocks)
    {
        var reader = new FieldBlockReader();

        Assert.Equal(Answers, blocks.Select(block => Read(reader, block)));
    }

    [Theory, MemberData(nameof(Blocks))]
    public void A_block(string block, string expected)
    {
        Assert.Equal(expected, Read(new FieldBlockReader(), block));
    }

    [Fact]
    public void Every_byte_is_read_from_its_code()
    {
        var codes = Codes();
        foreach (var text in Texts())
        {
            var coded = Encode(codes, text);
            var output = new byte[HuffmanCode.DecodedMax(coded.Length)];

            var length = HuffmanCode.Decode(coded, output);

            Assert.Equal(text, output[..Math.Max(length, 0)]);
        }
    }

    [Fact]
    public void A_table_keeps_what_is_new_and_forgets_what_is_old()
    {
        var reader = new FieldBlockReader();
        var random = new Random(7);
        var model = new List<string>();
        for (var count = 0; count < 2_000; count++)
        {
            var value = new string((char)('a' + (count % 26)), random.Next(0, 600));
            var name = $"n{count}";
            Assert.Equal($"0\n{name}: {value}", Read(reader, Literal(0x40, name, value)));
            model.Insert(0, $"{name}: {value}");
            while (model.Sum(static field => field.Length - 2 + 32) > DynamicTable.BytesMax)
            {
                model.RemoveAt(model.Count - 1);
            }

            var index = random.Next(0, model.Count);
            Assert.Equal($"0\n{model[index]}", Read(reader, Convert.ToHexString(Integer(0x80, 7, 62 + index))));
            Assert.Equal(
                "Compression",
                Read(Told(model), Convert.ToHexString(Integer(0x80, 7, 62 + model.Count))));
        }
    }

    [Fact]
    public void A_small_block_of_many_large_fields_is_refused_and_costs_little()
    {
        var reader = new FieldBlockReader();
        Read(reader, Literal(0x40, "bomb", new string('x', 4000)));

        Assert.Equal("malformed", Read(reader, string.Concat(Enumerable.Repeat("be", 16_000))));
    }

    [Fact]
    public void No_bytes_make_the_reader_fail_otherwise()
    {
        var random = new Random(1);
        var bytes = new byte[64];
        for (var count = 0; count < 20_000; count++)
        {
            var reader = new FieldBlockReader();
            for (var block = 0; block < 3; block++)
            {
                random.NextBytes(bytes);
                Read(reader, Convert.ToHexString(bytes.AsSpan(0, random.Next(bytes.Length))));
            }
        }
    }

    internal static string Literal(byte pattern, string name, string value) => Convert.ToHexString(
        [pattern, .. Integer(0, 7, name.Length), .. Bytes(name), .. Integer(0, 7, value.Length), .. Bytes(value)]);

    /// <summary>A reader that was told what the model holds.</summary>
    private static FieldBlockReader Told(List<string> model)
    {
        var reader = new FieldBlockReader();
        for (var index = model.Count - 1; index >= 0; index--)
        {
            var parts = model[index].Split(": ", 2);
            Read(reader, Literal(0x40, parts[0], parts[1]));
        }

        return reader;
    }

    private static string Read(FieldBlockReader reader, string hex)
    {
        var fields = new FieldLines();
        fields.Clear();
        try
        {
            reader.Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), fields);
        }
        catch (Http2Exception broken)
        {
            return broken.Error.ToString();
        }

        return fields.Fault is null ? $"{fields.Status}{Encoding.Latin1.GetString(fields.Lines)}" : "malformed";
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Integer(byte pattern, int prefixBits, int value)
    {
        var max = (1 << prefixBits) - 1;
        if (value < max)
        {
            return [(byte)(pattern | value)];
        }

        List<byte> bytes = [(byte)(pattern | max)];
        for (value -= max; value >= 128; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return [.. bytes, (byte)value];
    }

    private static IEnumerable<byte[]> Texts()
    {
        var all = Enumerable.Range(0, 256).Select(static value => (byte)value).ToArray();
        yield return all;
        var random = new Random(3);
        foreach (var value in all)
        {
            yield return [value];
            yield return [value, value, value, value, value];
            var text = new byte[random.Next(40)];
            random.NextBytes(text);
            yield return text;
        }
    }

    /// <summary>The canonical code of the lengths. Source: RFC 7541 appendix B.</summary>
    private static (uint Code, int Bits)[] Codes()
    {
        var codes = new (uint, int)[257];
        var code = 0u;
        var bits = 0;
        var lengths = HuffmanCode.Lengths.ToArray();
        foreach (var symbol in Enumerable.Range(0, 257).OrderBy(symbol => lengths[symbol]))
        {
            code <<= lengths[symbol] - bits;
            bits = lengths[symbol];
            codes[symbol] = (code++, bits);
        }

        // Three of the table's own rows.
        Assert.Equal(((0x1ff8u, 13), (0x18u, 6), (0x3fffffffu, 30)), (codes[0], codes['/'], codes[256]));
        return codes;
    }

    private static byte[] Encode((uint Code, int Bits)[] codes, byte[] text)
    {
        var bits = string.Concat(text.Select(value =>
            Convert.ToString(codes[value].Code, 2).PadLeft(codes[value].Bits, '0')));
        bits = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
        return [.. bits.Chunk(8).Select(static octet => Convert.ToByte(new string(octet), 2))];
    }
}
