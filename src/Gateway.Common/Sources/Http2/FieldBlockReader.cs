namespace Gateway.Common.Sources.Http2;

/// <summary>Reads a peer's field blocks into fields. One for each connection: blocks refer to earlier ones.</summary>
/// <remarks>
/// Every block is read, also of streams that nobody waits for any more, else later ones would mean something else.
/// Errors: <see cref="Http2Exception"/>, which ends the connection. Source: RFC 7541 §3, §5, §6.
/// </remarks>
internal sealed class FieldBlockReader
{
    private const int IntegerBytesMax = 5;

    /// <summary>More say nothing. Source: RFC 7541 §4.2.</summary>
    private const int SizeUpdatesMax = 2;

    private readonly DynamicTable _table = new();
    private byte[] _name = new byte[256];
    private byte[] _value = new byte[256];

    /// <param name="fields">Takes the fields in their order.</param>
    public void Read(ReadOnlySpan<byte> block, FieldLines fields)
    {
        var updates = 0;
        var hasFields = false;
        while (!block.IsEmpty)
        {
            var first = block[0];
            if (first >= 0x80)
            {
                var number = Integer(ref block, 7);
                fields.Add(Name(number), Value(number));
            }
            else if (first is >= 0x20 and < 0x40)
            {
                var size = Integer(ref block, 5);
                if (hasFields || ++updates > SizeUpdatesMax || size > DynamicTable.BytesMax)
                {
                    throw Broken("a change of the table's size that was not offered");
                }

                _table.Resize(size);
                continue;
            }
            else
            {
                ReadLiteral(ref block, first >= 0x40, fields);
            }

            hasFields = true;
        }
    }

    private void ReadLiteral(ref ReadOnlySpan<byte> block, bool isKept, FieldLines fields)
    {
        var number = Integer(ref block, isKept ? 6 : 4);
        var name = number == 0 ? Text(ref block, ref _name) : Name(number);
        var value = Text(ref block, ref _value);
        fields.Add(name, value);
        if (isKept)
        {
            if (number > StaticTable.Count)
            {
                // The table moves what it holds.
                Ensure(ref _name, name.Length);
                name.CopyTo(_name);
                name = _name.AsSpan(0, name.Length);
            }

            _table.Add(name, value);
        }
    }

    private ReadOnlySpan<byte> Name(int number) =>
        number > 0 && number <= StaticTable.Count ? StaticTable.Name(number) : _table.Name(Index(number));

    private ReadOnlySpan<byte> Value(int number) =>
        number > 0 && number <= StaticTable.Count ? StaticTable.Value(number) : _table.Value(Index(number));

    private int Index(int number)
    {
        var index = number - StaticTable.Count - 1;
        return number > 0 && index < _table.Count ? index : throw Broken("a number without a field");
    }

    /// <summary>Source: RFC 7541 §5.2.</summary>
    private static ReadOnlySpan<byte> Text(ref ReadOnlySpan<byte> block, ref byte[] buffer)
    {
        var isCoded = !block.IsEmpty && block[0] >= 0x80;
        var length = Integer(ref block, 7);
        if (length > block.Length)
        {
            throw Broken("a string that goes beyond its block");
        }

        var text = block[..length];
        block = block[length..];
        if (!isCoded)
        {
            return text;
        }

        Ensure(ref buffer, HuffmanCode.DecodedMax(length));
        var decoded = HuffmanCode.Decode(text, buffer);
        return decoded >= 0 ? buffer.AsSpan(0, decoded) : throw Broken("a string that is not coded as it says");
    }

    /// <summary>Source: RFC 7541 §5.1.</summary>
    private static int Integer(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        if (block.IsEmpty)
        {
            throw Broken("a field without an end");
        }

        var prefixMax = (1 << prefixBits) - 1;
        long value = block[0] & prefixMax;
        block = block[1..];
        if (value < prefixMax)
        {
            return (int)value;
        }

        for (var index = 0; index < IntegerBytesMax && index < block.Length; index++)
        {
            value += (long)(block[index] & 0x7f) << (7 * index);
            if (block[index] < 0x80)
            {
                block = block[(index + 1)..];
                return value <= int.MaxValue ? (int)value : throw Broken("a number too large");
            }
        }

        throw Broken("a number without an end");
    }

    private static void Ensure(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            // Bounded by the block that it was read from.
            buffer = new byte[Math.Max(length, buffer.Length * 2)];
        }
    }

    private static Http2Exception Broken(string what) =>
        new(Http2Error.Compression, $"The fields of a response hold {what}.");
}
