using System.Globalization;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Bytes that are no XML that this gateway reads.</summary>
/// <param name="message">What is wrong and where, in words of the gateway: nothing of the document is in it.</param>
/// <param name="isTooLarge">Past a bound, not malformed.</param>
internal sealed class XmlWireException(string message, bool isTooLarge) : Exception(message)
{
    public bool IsTooLarge { get; } = isTooLarge;

    public static XmlWireException Malformed(string what, int offset) => new(At(what, offset), isTooLarge: false);

    public static XmlWireException TooLarge(string what, int offset) => new(At(what, offset), isTooLarge: true);

    private static string At(string what, int offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}, at byte {offset}.");
}
