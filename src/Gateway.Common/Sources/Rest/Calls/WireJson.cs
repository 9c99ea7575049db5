using System.Buffers;
using System.Text.Json;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>
/// Writes an argument's canonical JSON as the wire's JSON: names put back, maps and choices unfolded.
/// </summary>
/// <remarks>
/// Shape: one pass, no allocation but the target's. Errors: <see cref="SourceException"/> for a property given twice.
/// </remarks>
internal static class WireJson
{
    private const int DepthMax = 128;

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = DepthMax };

    public static void Write(InputPlan plan, ReadOnlySpan<byte> json, IBufferWriter<byte> target)
    {
        if (plan.IsIdentity)
        {
            target.Write(json);
            return;
        }

        var reader = new Utf8JsonReader(json, ReaderOptions);
        reader.Read();
        WriteValue(plan, json, ref reader, target);
    }

    public static void WriteValue(
        InputPlan plan, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, IBufferWriter<byte> target)
    {
        switch (plan.Kind, reader.TokenType)
        {
            case (InputKind.List, JsonTokenType.StartArray):
                WriteList(plan.Element!, json, ref reader, target);
                break;
            case (InputKind.Map, JsonTokenType.StartArray):
                target.Write("{"u8);
                var isFirst = true;
                WriteEntries(plan, json, ref reader, target, ref isFirst, holder: null);
                target.Write("}"u8);
                break;
            case (InputKind.Object, JsonTokenType.StartObject):
                WriteObject(plan, json, ref reader, target);
                break;
            case (InputKind.OneOf, JsonTokenType.StartObject):
                WriteChoice(plan, json, ref reader, target);
                break;
            case (InputKind.Enum, JsonTokenType.String):
                target.Write(plan.Enum!.FindByName(reader.ValueSpan)?.Wire ?? Invalid("an enum value"));
                break;
            default:
                Copy(json, ref reader, target);
                break;
        }
    }

    private static void WriteList(
        InputPlan element, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, IBufferWriter<byte> target)
    {
        target.Write("["u8);
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            target.Write(isFirst ? [] : ","u8);
            WriteValue(element, json, ref reader, target);
        }

        target.Write("]"u8);
    }

    private static void WriteObject(
        InputPlan plan, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, IBufferWriter<byte> target)
    {
        target.Write("{"u8);
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = plan.Fields!.Find(reader.ValueSpan);
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else if (field.IsAdditional)
            {
                WriteEntries(field.Plan, json, ref reader, target, ref isFirst, holder: plan);
            }
            else
            {
                target.Write(isFirst ? [] : ","u8);
                isFirst = false;
                target.Write(field.Prefix);
                WriteValue(field.Plan, json, ref reader, target);
            }
        }

        target.Write("}"u8);
    }

    /// <summary>Entries <c>{key, value}</c> as properties, without the braces around them.</summary>
    private static void WriteEntries(
        InputPlan map,
        ReadOnlySpan<byte> json,
        ref Utf8JsonReader reader,
        IBufferWriter<byte> target,
        ref bool isFirst,
        InputPlan? holder)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            target.Write(isFirst ? [] : ","u8);
            isFirst = false;
            WriteEntry(map, json, ref reader, target, holder);
        }
    }

    private static void WriteEntry(
        InputPlan map,
        ReadOnlySpan<byte> json,
        ref Utf8JsonReader reader,
        IBufferWriter<byte> target,
        InputPlan? holder)
    {
        // The key is looked for first: an entry's members may stand in any order.
        var ahead = reader;
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndObject)
        {
            var isKey = ahead.ValueTextEquals("key"u8);
            ahead.Read();
            if (isKey)
            {
                Refuse(holder, ref ahead);
                Copy(json, ref ahead, target);
                target.Write(":"u8);
            }
            else
            {
                ahead.Skip();
            }
        }

        var hasValue = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (isValue)
            {
                hasValue = true;
                WriteValue(map.Element!, json, ref reader, target);
            }
            else
            {
                reader.Skip();
            }
        }

        target.Write(hasValue ? [] : "null"u8);
    }

    /// <summary>
    /// An additional property must not be one that the type has: a second value would slip in beside it.
    /// </summary>
    private static void Refuse(InputPlan? holder, ref Utf8JsonReader key)
    {
        foreach (var field in holder?.AllFields ?? [])
        {
            if (!field.IsAdditional && key.ValueTextEquals(field.WireName))
            {
                Invalid($"an additional property named {field.WireName}");
            }
        }
    }

    private static void WriteChoice(
        InputPlan plan, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, IBufferWriter<byte> target)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = plan.Fields!.Find(reader.ValueSpan);
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else
            {
                WriteValue(field.Plan, json, ref reader, target);
            }
        }
    }

    private static void Copy(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, IBufferWriter<byte> target)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        target.Write(json[start..(int)reader.BytesConsumed]);
    }

    private static byte[] Invalid(string what) =>
        throw new SourceException(SourceErrorCodes.InvalidArgument, $"The call cannot carry {what}.");
}
