using System.Buffers.Text;
using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema.Coercion;

/// <summary>Checks JSON scalars against leaf types and writes them in canonical form.</summary>
/// <remarks>Source: GraphQL §3.5.1 to §3.5.5 and §3.9, Input Coercion.</remarks>
internal static class JsonLeaf
{
    /// <summary>Beyond it a JSON number's digits are not exact everywhere.</summary>
    private const double ExactIntegerMax = 9007199254740991;

    private const int DigitsMax = 20;

    /// <returns>False, with nothing written, where the value does not fit the type.</returns>
    public static bool TryWrite(ref Utf8JsonReader reader, NamedType type, PooledBytes output) => type switch
    {
        EnumType @enum => TryWriteEnum(ref reader, @enum, output),
        ScalarType { Kind: ScalarKind.Int } => TryWriteInt(ref reader, output),
        ScalarType { Kind: ScalarKind.Float } => TryWriteFloat(ref reader, output),
        ScalarType { Kind: ScalarKind.Boolean } => TryWriteBoolean(ref reader, output),
        ScalarType { Kind: ScalarKind.ID } when reader.TokenType == JsonTokenType.Number =>
            TryWriteNumericId(ref reader, output),
        ScalarType => reader.TokenType == JsonTokenType.String && JsonText.TryWriteString(ref reader, output),
        _ => false,
    };

    private static bool TryWriteInt(ref Utf8JsonReader reader, PooledBytes output)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return false;
        }

        if (reader.TryGetInt32(out var number))
        {
            WriteInteger(number, output);
            return true;
        }

        // 1.0 and 1e3 are integers in JSON, where there is only one kind of number.
        if (!reader.TryGetDouble(out var real)
            || real != Math.Truncate(real)
            || real is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        WriteInteger((long)real, output);
        return true;
    }

    private static bool TryWriteFloat(ref Utf8JsonReader reader, PooledBytes output)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var real) || !double.IsFinite(real))
        {
            return false;
        }

        output.Write(reader.ValueSpan);
        return true;
    }

    private static bool TryWriteBoolean(ref Utf8JsonReader reader, PooledBytes output)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            return false;
        }

        output.Write(reader.ValueSpan);
        return true;
    }

    private static bool TryWriteNumericId(ref Utf8JsonReader reader, PooledBytes output)
    {
        var digits = reader.ValueSpan;
        var isPlain = digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        if (!isPlain && (!reader.TryGetDouble(out var real) || real != Math.Truncate(real)
            || Math.Abs(real) > ExactIntegerMax))
        {
            return false;
        }

        output.Write((byte)'"');
        if (isPlain)
        {
            output.Write(digits.SequenceEqual("-0"u8) ? "0"u8 : digits);
        }
        else
        {
            WriteInteger((long)reader.GetDouble(), output);
        }

        output.Write((byte)'"');
        return true;
    }

    private static bool TryWriteEnum(ref Utf8JsonReader reader, EnumType type, PooledBytes output)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        EnumValueDefinition? value;
        if (!reader.ValueIsEscaped)
        {
            value = type.Values.Find(reader.ValueSpan);
        }
        else
        {
            Span<byte> name = stackalloc byte[JsonText.NameBytesMax];
            var isName = JsonText.TryUnescapeName(ref reader, name, out var length);
            value = isName ? type.Values.Find(name[..length]) : null;
        }

        if (value is null)
        {
            return false;
        }

        output.Write((byte)'"');
        output.Write(value.Utf8Name);
        output.Write((byte)'"');
        return true;
    }

    private static void WriteInteger(long number, PooledBytes output)
    {
        var digits = output.GetSpan(DigitsMax);
        Utf8Formatter.TryFormat(number, digits, out var written);
        output.Advance(written);
    }
}
