using System.Text;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc.Contracts;

/// <summary>A message read without its type: values by field number. For descriptors, at start only.</summary>
internal sealed class ProtoRecord
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte>? Bytes)> _values = [];

    /// <exception cref="ProtoFormatException">The bytes are no message.</exception>
    public static ProtoRecord Parse(ReadOnlyMemory<byte> bytes)
    {
        var record = new ProtoRecord();
        var reader = new ProtoReader(bytes.Span);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            switch (wireType)
            {
                case WireType.Varint:
                    record._values.Add((number, reader.ReadVarint(), null));
                    break;
                case WireType.Bytes:
                    var length = reader.ReadBytes().Length;
                    record._values.Add((number, 0, bytes.Slice(reader.Position - length, length)));
                    break;
                default:
                    reader.Skip(number, wireType);
                    break;
            }
        }

        return record;
    }

    public bool Has(int number) => _values.Exists(value => value.Number == number);

    /// <summary>The last one wins; null where absent.</summary>
    public int? Number(int number) =>
        _values.FindLast(value => value.Number == number && value.Bytes is null) is { Number: > 0 } found
            ? unchecked((int)found.Value)
            : null;

    public bool Flag(int number) => Number(number) is > 0;

    public string Text(int number) =>
        _values.FindLast(value => value.Number == number).Bytes is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";

    /// <summary>A message; what is there in parts is merged.</summary>
    public ProtoRecord? Record(int number)
    {
        ProtoRecord? merged = null;
        foreach (var bytes in Blobs(number))
        {
            var part = Parse(bytes);
            merged?._values.AddRange(part._values);
            merged ??= part;
        }

        return merged;
    }

    /// <summary>Values of messages, texts or bytes.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blobs(int number) =>
        _values.Where(value => value.Number == number && value.Bytes is not null)
            .Select(static value => value.Bytes!.Value);

    public IEnumerable<string> Texts(int number) =>
        Blobs(number).Select(static bytes => Encoding.UTF8.GetString(bytes.Span));

    public IEnumerable<ProtoRecord> Records(int number) => Blobs(number).Select(Parse);

    /// <summary>Repeated numbers, packed or not.</summary>
    public List<int> Numbers(int number)
    {
        var numbers = new List<int>();
        foreach (var value in _values.Where(value => value.Number == number))
        {
            if (value.Bytes is not { } packed)
            {
                numbers.Add(unchecked((int)value.Value));
                continue;
            }

            var reader = new ProtoReader(packed.Span);
            while (!reader.IsAtEnd)
            {
                numbers.Add(unchecked((int)reader.ReadVarint()));
            }
        }

        return numbers;
    }
}
