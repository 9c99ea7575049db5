using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Gateway.Common.Tests.Sources.Grpc.Oracle;

/// <summary>Random messages of Google's own classes, with the values at which codecs go wrong.</summary>
internal sealed class RandomMessage(Random random)
{
    private const int DepthMax = 2;

    private static readonly string[] Texts = ["", "a", "\"\\\n\u0001", "é€😀", new string('x', 200), "\u2028</script>"];

    private static readonly long[] Numbers =
        [0, 1, -1, 127, 128, -128, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 9007199254740993];

    private static readonly double[] Reals = [0, -0.5, 0.1, 1e300, double.Epsilon, 123456789.125, -1e-7];

    /// <summary>Sets some of a message's fields.</summary>
    public IMessage Fill(IMessage message, int depth = 0)
    {
        switch (message)
        {
            case Timestamp at:
                at.Seconds = random.NextInt64(-62135596800, 253402300800);
                at.Nanos = Nanos();
                return at;
            case Duration took:
                took.Seconds = random.NextInt64(-315576000000, 315576000001);
                took.Nanos = took.Seconds < 0 ? -Nanos() : Nanos();
                return took;
            case FieldMask mask:
                mask.Paths.AddRange(
                    Enumerable.Range(0, random.Next(3)).Select(_ => Pick(["a", "user_name", "a.b_c.d"])));
                return mask;
            case Value value:
                SetValue(value, depth);
                return value;
            case Struct fields:
                // Google's JSON takes no empty key.
                fields.Fields["k\n"] = (Value)Fill(new Value(), depth + 1);
                return fields;
            case Any any:
                any.TypeUrl = Pick(Texts);
                any.Value = ByteString.CopyFrom(Bytes());
                return any;
            default:
                break;
        }

        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var isChosen = field.RealContainingOneof is null || random.Next(3) == 0;
            if (isChosen && random.Next(3) > 0 && !(field.FieldType == FieldType.Message && depth >= DepthMax))
            {
                Set(message, field, depth);
            }
        }

        return message;
    }

    private void Set(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.IsMap)
        {
            var map = (IDictionary)field.Accessor.GetValue(message);
            for (var count = random.Next(3); count > 0; count--)
            {
                var key = One(field.MessageType.FindFieldByNumber(1), depth);
                map[key] = One(field.MessageType.FindFieldByNumber(2), depth);
            }
        }
        else if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            for (var count = random.Next(4); count > 0; count--)
            {
                list.Add(One(field, depth));
            }
        }
        else
        {
            field.Accessor.SetValue(message, One(field, depth));
        }
    }

    private object One(FieldDescriptor field, int depth)
    {
        var number = Pick(Numbers);
        return field.FieldType switch
        {
            FieldType.Double => Pick(Reals),
            FieldType.Float => (float)random.Next(-1000, 1000) / 8,
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => number,
            FieldType.UInt64 or FieldType.Fixed64 => (ulong)number,
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)number,
            FieldType.UInt32 or FieldType.Fixed32 => (uint)number,
            FieldType.Bool => random.Next(2) == 0,
            FieldType.String => Pick(Texts),
            FieldType.Bytes => ByteString.CopyFrom(Bytes()),
            FieldType.Enum => Pick(field.EnumType.Values.Select(static value => value.Number).ToArray()),
            _ => Message(field.MessageType, depth),
        };
    }

    /// <remarks>Wrappers are plain values in Google's classes.</remarks>
    private object Message(MessageDescriptor type, int depth)
    {
        if (type.File.Name == "google/protobuf/wrappers.proto")
        {
            return One(type.FindFieldByNumber(1), depth);
        }

        return Fill(type.Parser.ParseFrom([]), depth + 1);
    }

    private void SetValue(Value value, int depth)
    {
        switch (random.Next(depth < 4 ? 6 : 4))
        {
            case 0:
                value.NullValue = NullValue.NullValue;
                break;
            case 1:
                value.NumberValue = Pick(Reals);
                break;
            case 2:
                value.StringValue = Pick(Texts);
                break;
            case 3:
                value.BoolValue = random.Next(2) == 0;
                break;
            case 4:
                value.ListValue = new ListValue();
                value.ListValue.Values.Add((Value)Fill(new Value(), depth + 1));
                break;
            default:
                value.StructValue = new Struct();
                value.StructValue.Fields["é\""] = (Value)Fill(new Value(), depth + 1);
                break;
        }
    }

    private int Nanos() => Pick([0, 1, 1000, 120_000_000, 999_999_999]);

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(8)];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}
