namespace Gateway.Common.Policies.Identity;

/// <summary>Reads an issuer's answer up to a bound.</summary>
internal static class BoundedBody
{
    /// <exception cref="HttpRequestException">The body is larger than <paramref name="bytesMax"/>.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int bytesMax, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > bytesMax)
            {
                throw new HttpRequestException($"The answer is larger than {bytesMax} bytes.");
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
