using Gateway.Common.Language;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>What holds of every refusal.</summary>
internal static class FuzzAssert
{
    private static readonly string[] Codes =
    [
        SyntaxCodes.ParseFailed, SyntaxCodes.DocumentTooLarge, SyntaxCodes.TokenLimitExceeded,
        SyntaxCodes.DepthLimitExceeded, SyntaxCodes.DirectiveLimitExceeded,
    ];

    /// <summary>Its code is of the catalogue, its offset in the source, line and column are the offset's.</summary>
    public static void IsInside(SyntaxException error, byte[] source)
    {
        Assert.Contains(error.Code, Codes);
        Assert.InRange(error.Offset, 0, source.Length);
        Assert.Equal(SourceLocation.Of(source, error.Offset), new SourceLocation(error.Line, error.Column));
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
    }
}
