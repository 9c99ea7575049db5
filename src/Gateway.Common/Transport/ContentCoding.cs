using Microsoft.Extensions.Primitives;

namespace Gateway.Common.Transport;

/// <summary>How an answer's bytes are compressed.</summary>
internal enum ContentCoding
{
    Identity,
    Brotli,
    Gzip,
}

/// <summary>Chooses the coding of an answer by what the client takes.</summary>
/// <remarks>
/// An answer without coding is always possible, even where the client excludes it: RFC 9110 §12.5.3 lets it be sent.
/// </remarks>
internal static class AcceptEncoding
{
    /// <summary>The coding that the client weighs highest; Brotli before gzip where it has no preference.</summary>
    public static ContentCoding Negotiate(StringValues accept)
    {
        double? brotli = null, gzip = null, identity = null, any = null;
        foreach (var value in accept)
        {
            foreach (var element in new HeaderElements(value, ','))
            {
                Add(element, ref brotli, ref gzip, ref identity, ref any);
            }
        }

        var (br, gz) = (brotli ?? any ?? 0, gzip ?? any ?? 0);
        var plain = identity ?? 0;
        return br > 0 && br >= gz && br >= plain ? ContentCoding.Brotli
            : gz > 0 && gz >= plain ? ContentCoding.Gzip
            : ContentCoding.Identity;
    }

    private static void Add(
        ReadOnlySpan<char> element, ref double? brotli, ref double? gzip, ref double? identity, ref double? any)
    {
        var parts = new HeaderElements(element, ';').GetEnumerator();
        if (!parts.MoveNext())
        {
            return;
        }

        var coding = parts.Current;
        var weight = 1.0;
        while (parts.MoveNext())
        {
            weight = parts.Current.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                ? HeaderElements.Weight(parts.Current[2..])
                : weight;
        }

        if (coding.Equals("br", StringComparison.OrdinalIgnoreCase))
        {
            brotli = weight;
        }
        else if (coding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
        {
            gzip = weight;
        }
        else if (coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            identity = weight;
        }
        else if (coding is "*")
        {
            any = weight;
        }
    }
}
