using System.Buffers.Text;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Writes the JSON of google.protobuf's own messages as those messages, with their length.</summary>
/// <remarks>Source: Protocol Buffers, ProtoJSON format; google/protobuf/*.proto.</remarks>
internal readonly struct WellKnownWriter(ProtoWriter output)
{
    private readonly ProtoWriter _output = output;

    public void Write(InputFieldPlan field, ref JsonCursor json)
    {
        var start = _output.BeginLength();
        switch (field.Kind)
        {
            case ProtoKind.Timestamp:
                var time = ValueWriter.Text(field, ref json)[1..^1];
                var isTime = ProtoTimes.TryParseTimestamp(time, out var at, out var atNanos);
                WriteTime(isTime ? at : throw field.Refused("must be a time as of RFC 3339"), atNanos);
                break;
            case ProtoKind.Duration:
                var duration = ValueWriter.Text(field, ref json)[1..^1];
                var isSpan = ProtoTimes.TryParseDuration(duration, out var span, out var nanos);
                WriteTime(isSpan ? span : throw field.Refused("must be seconds, such as 1.5s"), nanos);
                break;
            case ProtoKind.FieldMask:
                WriteFieldMask(field, ValueWriter.Text(field, ref json)[1..^1]);
                break;
            case ProtoKind.Any:
                new AnyWriter(_output, field).Write(ref json, 0);
                break;
            case ProtoKind.Struct:
                WriteStruct(field, ref json, 0);
                break;
            case ProtoKind.ListValue:
                WriteList(field, ref json, 0);
                break;
            default:
                WriteValue(field, ref json, 0);
                break;
        }

        _output.EndLength(start);
    }

    private void WriteTime(long seconds, int nanos)
    {
        if (seconds != 0)
        {
            _output.Tag(1, WireType.Varint);
            _output.Varint((ulong)seconds);
        }

        if (nanos != 0)
        {
            _output.Tag(2, WireType.Varint);
            _output.Varint((ulong)nanos);
        }
    }

    private void WriteFieldMask(InputFieldPlan field, ReadOnlySpan<byte> paths)
    {
        while (!paths.IsEmpty)
        {
            var comma = paths.IndexOf((byte)',');
            _output.Tag(1, WireType.Bytes);
            var start = _output.BeginLength();
            foreach (var character in comma < 0 ? paths : paths[..comma])
            {
                WritePathCharacter(field, character);
            }

            _output.EndLength(start);
            paths = comma < 0 ? [] : paths[(comma + 1)..];
        }
    }

    /// <summary>lowerCamelCase → snake_case.</summary>
    private void WritePathCharacter(InputFieldPlan field, byte character)
    {
        if (!char.IsAsciiLetterOrDigit((char)character) && character != (byte)'.')
        {
            throw field.Refused("must be paths in lowerCamelCase, separated by commas");
        }

        if (char.IsAsciiLetterUpper((char)character))
        {
            _output.Bytes("_"u8);
        }

        _output.Bytes([(byte)char.ToLowerInvariant((char)character)]);
    }

    private void WriteStruct(InputFieldPlan field, ref JsonCursor json, int depth)
    {
        ExpectObject(field, ref json);
        if (json.TryTake((byte)'}'))
        {
            return;
        }

        do
        {
            _output.Tag(1, WireType.Bytes);
            var entry = _output.BeginLength();
            json.Peek();
            _output.Tag(1, WireType.Bytes);
            new ValueWriter(_output).WriteText(json.TakeString());
            json.Expect((byte)':');
            _output.Tag(2, WireType.Bytes);
            var value = _output.BeginLength();
            WriteValue(field, ref json, depth + 1);
            _output.EndLength(value);
            _output.EndLength(entry);
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)'}');
    }

    private void WriteList(InputFieldPlan field, ref JsonCursor json, int depth)
    {
        if (!json.TryTake((byte)'['))
        {
            throw field.Refused("must be a list");
        }

        if (json.TryTake((byte)']'))
        {
            return;
        }

        do
        {
            _output.Tag(1, WireType.Bytes);
            var start = _output.BeginLength();
            WriteValue(field, ref json, depth + 1);
            _output.EndLength(start);
        }
        while (json.TryTake((byte)','));
        json.Expect((byte)']');
    }

    private void WriteValue(InputFieldPlan field, ref JsonCursor json, int depth)
    {
        if (depth > ProtoReader.DepthMax)
        {
            throw field.Refused("is nested too deep");
        }

        switch (json.Peek())
        {
            case (byte)'{':
                WriteNested(5, field, ref json, depth);
                break;
            case (byte)'[':
                WriteNested(6, field, ref json, depth);
                break;
            case (byte)'"':
                _output.Tag(3, WireType.Bytes);
                new ValueWriter(_output).WriteText(json.TakeString());
                break;
            default:
                WriteScalar(field, json.TakeValue());
                break;
        }
    }

    private void WriteNested(int number, InputFieldPlan field, ref JsonCursor json, int depth)
    {
        _output.Tag(number, WireType.Bytes);
        var start = _output.BeginLength();
        if (number == 5)
        {
            WriteStruct(field, ref json, depth + 1);
        }
        else
        {
            WriteList(field, ref json, depth + 1);
        }

        _output.EndLength(start);
    }

    private void WriteScalar(InputFieldPlan field, ReadOnlySpan<byte> text)
    {
        switch (text[0])
        {
            case (byte)'n':
                _output.Tag(1, WireType.Varint);
                _output.Varint(0);
                break;
            case (byte)'t' or (byte)'f':
                _output.Tag(4, WireType.Varint);
                _output.Varint(text[0] == (byte)'t' ? 1UL : 0UL);
                break;
            case var _ when Utf8Parser.TryParse(text, out double real, out _) && double.IsFinite(real):
                _output.Tag(2, WireType.Fixed64);
                _output.Fixed64(BitConverter.DoubleToUInt64Bits(real));
                break;
            default:
                throw field.Refused("has a number that does not fit");
        }
    }

    private static void ExpectObject(InputFieldPlan field, ref JsonCursor json)
    {
        if (!json.TryTake((byte)'{'))
        {
            throw field.Refused("must be an object");
        }
    }
}
