using System.Text;
using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints;

/// <summary>Turns a parameter's text into the JSON of its type.</summary>
/// <remarks>
/// Numbers and booleans are written as JSON writes them, enum values as their names; IDs, strings and custom scalars
/// are taken as they are. Source: GraphQL §3.5 Input Coercion.
/// </remarks>
internal static class ParameterText
{
    /// <summary>Characters of one value.</summary>
    public const int CharactersMax = 4_096;

    private const int NumberCharactersMax = 64;

    /// <param name="type">A scalar or an enum.</param>
    /// <param name="json">Receives one value, or nothing.</param>
    /// <returns>Null on success; else what the value had to be, as half a sentence.</returns>
    public static string? TryWrite(ReadOnlySpan<char> text, NamedType type, Utf8JsonWriter json)
    {
        if (text.Length > CharactersMax)
        {
            return $"has more than {CharactersMax} characters";
        }

        switch (type)
        {
            case EnumType values:
                return TryWriteEnum(text, values, json);
            case ScalarType { Kind: ScalarKind.Int or ScalarKind.Float } number:
                return TryWriteNumber(text, number, json);
            case ScalarType { Kind: ScalarKind.Boolean }:
                return TryWriteBoolean(text, json);
            default:
                return TryWriteText(text, json);
        }
    }

    private static string? TryWriteEnum(ReadOnlySpan<char> text, EnumType type, Utf8JsonWriter json)
    {
        foreach (var value in type.Values)
        {
            if (text.SequenceEqual(value.Name))
            {
                json.WriteStringValue(value.Utf8Name);
                return null;
            }
        }

        return $"is not a value of {type.Name}";
    }

    private static string? TryWriteNumber(ReadOnlySpan<char> text, ScalarType type, Utf8JsonWriter json)
    {
        Span<byte> utf8 = stackalloc byte[NumberCharactersMax];
        return Encoding.UTF8.TryGetBytes(text, utf8, out var length) && IsNumber(utf8[..length], type.Kind)
            ? Written(utf8[..length], json)
            : type.Kind == ScalarKind.Int ? "is not a whole number of 32 bits" : "is not a number";
    }

    private static string? Written(ReadOnlySpan<byte> number, Utf8JsonWriter json)
    {
        json.WriteRawValue(number, skipInputValidation: true);
        return null;
    }

    private static bool IsNumber(ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        // The reader passes over white space; a parameter may not have any.
        if (utf8.IsEmpty || (utf8[0] != '-' && !char.IsAsciiDigit((char)utf8[0])) || !char.IsAsciiDigit((char)utf8[^1]))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8);
            return reader.Read()
                && (kind == ScalarKind.Int
                    ? reader.TryGetInt32(out _)
                    : reader.TryGetDouble(out var value) && double.IsFinite(value))
                && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? TryWriteBoolean(ReadOnlySpan<char> text, Utf8JsonWriter json)
    {
        if (text is not ("true" or "false"))
        {
            return "is neither true nor false";
        }

        json.WriteBooleanValue(text is "true");
        return null;
    }

    private static string? TryWriteText(ReadOnlySpan<char> text, Utf8JsonWriter json)
    {
        if (text.Contains('\0'))
        {
            return "has a null character";
        }

        json.WriteStringValue(text);
        return null;
    }
}
