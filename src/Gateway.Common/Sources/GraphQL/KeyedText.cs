using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>Text of an operation that is written once for each key, with the key's number in its names.</summary>
/// <remarks>Shape: pieces as bytes; between two of them stands the number.</remarks>
internal sealed class KeyedText
{
    /// <summary>Stands for the key's number in a text to be split; no GraphQL text holds it.</summary>
    public const char Number = '\u0001';

    private const int DigitsMax = 11;

    private readonly byte[][] _pieces;

    /// <param name="text">With <see cref="Number"/> where the number goes.</param>
    /// <param name="isQuoted">Whether it is to stand inside a JSON string.</param>
    public KeyedText(string text, bool isQuoted) => _pieces = [.. text.Split(Number).Select(
        piece => isQuoted ? JsonEncodedText.Encode(piece).EncodedUtf8Bytes.ToArray() : Encoding.UTF8.GetBytes(piece))];

    public void Write(SourceRequest request, int key)
    {
        for (var index = 0; index < _pieces.Length; index++)
        {
            if (index > 0)
            {
                Utf8Formatter.TryFormat(key, request.GetSpan(DigitsMax), out var digits);
                request.Advance(digits);
            }

            request.Write(_pieces[index]);
        }
    }
}

/// <summary>
/// A lookup that is asked several times in one operation, under aliases of its own: once for each key where it gives
/// one entity, or once for all keys whose fields take the same values.
/// </summary>
/// <param name="IsOfMany">Whether one alias asks for several keys: <c>_entities</c>, a list for a list.</param>
/// <param name="Definitions">The variables of one alias, each with a comma behind it.</param>
/// <param name="Field">The aliased field with its selection.</param>
/// <param name="Fragment">The selection's fragment, escaped; empty where the selection stands in the field.</param>
/// <param name="Names">For each value the variable's name in JSON, <c>"_1_</c> number <c>_0":</c>.</param>
/// <param name="Part">Number of the part, which its names begin with.</param>
internal sealed record KeyedLookup(
    bool IsOfMany, KeyedText Definitions, KeyedText Field, byte[] Fragment, IReadOnlyList<KeyedText> Names, int Part)
{
    /// <summary>
    /// The field where some sets of variables leave it out; null where there is no other part that they are for.
    /// </summary>
    public KeyedText? OptionalField { get; init; }

    /// <summary>The variable that says whether a set has the field: its definition, with a comma behind it.</summary>
    public byte[] OptionalDefinition { get; } = Encoding.UTF8.GetBytes($"${OptionOf(Part)}:Boolean!,");

    /// <summary>The same variable's name in JSON, <c>"_1_on":</c>.</summary>
    public byte[] OptionalName { get; } = Encoding.UTF8.GetBytes($"\"{OptionOf(Part)}\":");

    /// <summary>Aliases of one part in one call; entities past it are errors.</summary>
    public const int KeysMax = 1_000;

    /// <summary>The keys of each alias.</summary>
    public KeyGroups Group(KeyBatch keys) => IsOfMany ? KeyGroups.OfAlike(keys, 1) : KeyGroups.OfEach(keys);

    /// <summary>No key's variable is named so.</summary>
    public static string OptionOf(int part) => $"_{part}_on";

    /// <summary>Reads the alias's number out of an alias.</summary>
    /// <returns>-1 for a name that is not one of the part's aliases.</returns>
    public static int NumberOf(ReadOnlySpan<byte> name, string alias)
    {
        if (name.Length <= alias.Length + 1 || name[alias.Length] != (byte)'_'
            || !Ascii.Equals(name[..alias.Length], alias))
        {
            return -1;
        }

        var digits = name[(alias.Length + 1)..];
        return Utf8Parser.TryParse(digits, out int key, out var used) && used == digits.Length ? key : -1;
    }
}
