using System.Buffers.Text;
using System.Text.Json;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>A list's size as a variable gives it: a number, or a list that has as many items.</summary>
/// <param name="variable">Index of the variable.</param>
/// <param name="path">Input fields on the way to the size; empty for the value itself.</param>
/// <param name="otherwise">Where the variable has no value: what the argument's default says, or null.</param>
internal sealed class VariableSize(int variable, byte[][] path, double? otherwise)
{
    /// <summary>What a coerced value can nest: its own depth, and defaults in it.</summary>
    private const int DepthMax = 1_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DepthMax };

    /// <returns>Null where the request gives no size.</returns>
    public double? Evaluate(VariableValues variables)
    {
        if (!variables.TryGet(variable, out var json))
        {
            return otherwise;
        }

        return path.Length == 0 && Utf8Parser.TryParse(json, out long number, out var read) && read == json.Length
            ? Math.Max(number, 0)
            : Find(json);
    }

    private double? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        foreach (var name in path)
        {
            if (!TryEnter(ref reader, name))
            {
                return null;
            }
        }

        return reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var number) => Math.Max(number, 0),
            JsonTokenType.StartArray => CountItems(ref reader),
            _ => null,
        };
    }

    private static bool TryEnter(ref Utf8JsonReader reader, byte[] name)
    {
        while (reader.TokenType == JsonTokenType.StartObject || reader.TokenType != JsonTokenType.Null)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            {
                return false;
            }

            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static int CountItems(ref Utf8JsonReader reader)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }

        return count;
    }
}
