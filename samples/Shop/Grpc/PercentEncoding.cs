using System.Globalization;
using System.Text;

namespace Shop.Grpc;

/// <summary>
/// The encoding of <c>grpc-message</c>: UTF-8 bytes outside of printable ASCII, and the percent sign, as %XX.
/// </summary>
/// <remarks>Source: gRPC over HTTP/2, production Percent-Encoded.</remarks>
internal static class PercentEncoding
{
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
