namespace Gateway.Common.Sources.Http;

/// <summary>A body as connectors read it: unpacked, and text as UTF-8.</summary>
internal static class ResponseContent
{
    /// <param name="coding">The content coding; empty for none.</param>
    /// <param name="charset">Of <see cref="ResponseCharset.Of"/>.</param>
    /// <param name="mediaType">In lower case; null where the source named none.</param>
    /// <param name="body">A rented array; where it is changed it is given back here and the result is another.</param>
    /// <param name="length">Bytes in it.</param>
    /// <param name="bytesMax">Of the result.</param>
    /// <exception cref="MalformedResponseException">It is not what it says, or larger than allowed.</exception>
    public static (byte[] Body, int Length) Decode(
        ReadOnlySpan<byte> coding, string? charset, string? mediaType, byte[] body, int length, int bytesMax)
    {
        if (!coding.IsEmpty && !coding.SequenceEqual("identity"u8))
        {
            (body, length) = ContentDecoding.Decode(coding, body, length, bytesMax);
        }

        return charset is null ? (body, length) : ResponseCharset.ToUtf8(charset, mediaType, body, length, bytesMax);
    }
}
