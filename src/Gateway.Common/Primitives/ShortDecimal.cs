using System.Buffers.Text;
using System.Globalization;

namespace Gateway.Common.Primitives;

/// <summary>Writes a double as the shortest decimal that is read back as the same double.</summary>
/// <remarks>
/// Shape: a JSON number, as <see cref="double.ToString()"/> has it in the invariant culture. Prices, rates and
/// measures are whole numbers of some decimal place: the integer is written and the point set, several times as fast as
/// searching for the shortest digits.
/// </remarks>
internal static class ShortDecimal
{
    /// <summary>The longest text: a sign, 17 digits, a point, and an exponent with its sign.</summary>
    public const int BytesMax = 32;

    /// <summary>Decimals of up to 15 digits differ as doubles: none shorter than one found reads alike.</summary>
    private const double UnitsMax = 1e15;

    private static ReadOnlySpan<double> Scales => [1, 10, 100, 1_000, 10_000];

    /// <summary>Hundredths are most of what has a point; the others are what is too large for so many places.</summary>
    private static ReadOnlySpan<byte> PlacesTried => [2, 4, 3, 1, 0];

    /// <param name="value">Finite.</param>
    /// <param name="output">Holds <see cref="BytesMax"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(double value, Span<byte> output)
    {
        var magnitude = Math.Abs(value);
        // The smallest that the scales reach, and what is written without an exponent; zero may be negative.
        if (magnitude is >= 1e-4 and < UnitsMax)
        {
            foreach (var places in PlacesTried)
            {
                var scaled = magnitude * Scales[places];
                if (scaled >= UnitsMax)
                {
                    continue;
                }

                var units = (ulong)scaled;
                // A product may be rounded; a quotient is the double nearest to the decimal, or it is another one.
                units += scaled - units >= 0.5 ? 1UL : 0;
                if (units / Scales[places] == magnitude)
                {
                    return WriteUnits(units, places, value < 0, output);
                }

                if (places > 2)
                {
                    // What more places do not say, fewer do not.
                    break;
                }
            }
        }

        value.TryFormat(output, out var length, provider: CultureInfo.InvariantCulture);
        return length;
    }

    private static int WriteUnits(ulong units, int places, bool isNegative, Span<byte> output)
    {
        while (places > 0 && units % 10 == 0)
        {
            units /= 10;
            places--;
        }

        output[0] = (byte)'-';
        var digits = output[(isNegative ? 1 : 0)..];
        var start = output.Length - digits.Length;
        var whole = units / (ulong)Scales[places];
        Utf8Formatter.TryFormat(whole, digits, out var length);
        if (places == 0)
        {
            return start + length;
        }

        digits[length] = (byte)'.';
        var fraction = units - (whole * (ulong)Scales[places]);
        for (var place = length + places; place > length; place--)
        {
            (fraction, var digit) = Math.DivRem(fraction, 10);
            digits[place] = (byte)('0' + digit);
        }

        return start + length + places + 1;
    }
}
