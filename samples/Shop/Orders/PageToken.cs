using System.Globalization;
using System.Text;
using Shop.Grpc;

namespace Shop.Orders;

/// <summary>An opaque token that says where the next page begins.</summary>
internal static class PageToken
{
    private const string Prefix = "from:";

    public static string Write(int start) =>
        Convert.ToBase64String(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{start}")));

    /// <returns>0 for the empty token.</returns>
    /// <exception cref="GrpcException">The token is none of ours.</exception>
    public static int Read(string token)
    {
        if (token.Length == 0)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[32];
        var start = 0;
        var read = token.Length < 32
            && Convert.TryFromBase64String(token, bytes, out var length)
            && bytes[..length].StartsWith("from:"u8)
            && int.TryParse(bytes[Prefix.Length..length], NumberStyles.None, CultureInfo.InvariantCulture, out start);
        return read ? start : throw GrpcException.InvalidArgument("page_token", "is not a token of this service");
    }
}
