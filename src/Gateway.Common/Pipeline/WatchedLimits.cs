using Gateway.Common.Language;
using Gateway.Common.Validation;

namespace Gateway.Common.Pipeline;

/// <summary>Limits on documents that are only counted, where those that refuse are wider.</summary>
/// <param name="Parser">The configured limits; <paramref name="AdmittedParser"/> is what refuses.</param>
/// <param name="AdmittedParser">Not narrower than <paramref name="Parser"/>.</param>
/// <param name="Document">The configured limits.</param>
internal sealed record WatchedLimits(ParserOptions Parser, ParserOptions AdmittedParser, DocumentLimits Document)
{
    /// <summary>Codes of the limits that an admitted document passes, each once.</summary>
    /// <remarks>Reads the document again, once for each limit of the parser that it passes.</remarks>
    public IReadOnlyList<string> Find(ReadOnlyMemory<byte> text, DocumentNode document)
    {
        var codes = new List<string>();
        var options = Parser;
        while (Refuse(text, options) is { } code && !codes.Contains(code))
        {
            codes.Add(code);
            options = Widen(options, code);
        }

        return [.. codes.Union(Document.Check(document).Select(static error => error.Code))];
    }

    private static string? Refuse(ReadOnlyMemory<byte> text, ParserOptions options)
    {
        try
        {
            Language.Parser.Parse(text.ToArray(), options);
            return null;
        }
        catch (SyntaxException limit)
        {
            return OperationPreparer.CodeOf(limit);
        }
    }

    private ParserOptions Widen(ParserOptions options, string code) => code switch
    {
        SyntaxCodes.DocumentTooLarge => options with { BytesMax = AdmittedParser.BytesMax },
        SyntaxCodes.TokenLimitExceeded => options with { TokensMax = AdmittedParser.TokensMax },
        ValidationCodes.NestingLimitExceeded => options with { DepthMax = AdmittedParser.DepthMax },
        ValidationCodes.DirectiveLimitExceeded => options with { DirectivesMax = AdmittedParser.DirectivesMax },
        _ => AdmittedParser,
    };
}
