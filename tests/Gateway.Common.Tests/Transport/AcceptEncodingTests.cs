using Gateway.Common.Transport;

namespace Gateway.Common.Tests.Transport;

public sealed class AcceptEncodingTests
{
    [Theory]
    [InlineData("", "Identity")]
    [InlineData("identity", "Identity")]
    [InlineData("gzip", "Gzip")]
    [InlineData("X-GZIP", "Gzip")]
    [InlineData("br", "Brotli")]
    [InlineData("gzip, deflate, br, zstd", "Brotli")]
    [InlineData("gzip;q=1.0, br;q=0.9", "Gzip")]
    [InlineData("br;q=0, gzip", "Gzip")]
    [InlineData("br;q=0, *", "Gzip")]
    [InlineData("*", "Brotli")]
    [InlineData("*;q=0", "Identity")]
    [InlineData("deflate, zstd", "Identity")]
    [InlineData("identity, br;q=0.5", "Identity")]
    [InlineData("identity;q=0.1, br;q=0.5", "Brotli")]
    [InlineData("identity;q=0", "Identity")]
    [InlineData("gzip;q=2", "Identity")]
    [InlineData("gzip;q=nonsense", "Identity")]
    [InlineData("gzipped", "Identity")]
    public void The_coding_a_client_weighs_highest_is_taken(string accept, string expected) =>
        Assert.Equal(expected, AcceptEncoding.Negotiate(accept).ToString());
}
