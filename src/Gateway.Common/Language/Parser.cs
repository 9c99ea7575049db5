namespace Gateway.Common.Language;

/// <summary>Reads documents and parts of them.</summary>
/// <remarks>
/// Source: GraphQL §2 and Appendix B, September 2025, with descriptions on operations, fragments and variables.
/// Errors: <see cref="SyntaxException"/>, with <see cref="SyntaxCodes.ParseFailed"/> or the code of the limit passed.
/// Shape: one pass; nodes and exact arrays are all that is allocated, and nothing before its limit was checked.
/// An array that is passed becomes the document's source and must not change; other forms are copied.
/// </remarks>
public static class Parser
{
    /// <remarks>Document: Definition+.</remarks>
    public static DocumentNode Parse(byte[] utf8, ParserOptions? options = null)
    {
        var reader = Open(utf8, options ?? ParserOptions.Default);
        try
        {
            var definitions = DefinitionParser.ReadDefinitions(ref reader);
            return new DocumentNode(utf8, definitions, new SourceSpan(0, utf8.Length));
        }
        finally
        {
            reader.Dispose();
        }
    }

    /// <inheritdoc cref="Parse(byte[], ParserOptions?)"/>
    public static DocumentNode Parse(ReadOnlyMemory<byte> utf8, ParserOptions? options = null) =>
        Parse(Copy(utf8.Span, options), options);

    /// <inheritdoc cref="Parse(byte[], ParserOptions?)"/>
    /// <remarks>An unpaired surrogate is refused where it stands.</remarks>
    public static DocumentNode Parse(string text, ParserOptions? options = null) =>
        Parse(Encode(text, options), options);

    /// <summary>Reads one value, which may hold variables.</summary>
    /// <remarks>Value.</remarks>
    public static ValueNode ParseValue(string text, ParserOptions? options = null) =>
        ParseWhole(Encode(text, options), options, static (ref reader) => ValueParser.ReadValue(ref reader, false));

    /// <summary>Reads one value without variables.</summary>
    /// <remarks>Value with [Const].</remarks>
    public static ValueNode ParseConstValue(string text, ParserOptions? options = null) =>
        ParseWhole(Encode(text, options), options, static (ref reader) => ValueParser.ReadValue(ref reader, true));

    /// <remarks>Type.</remarks>
    public static TypeNode ParseType(string text, ParserOptions? options = null) =>
        ParseWhole(Encode(text, options), options, TypeReferenceParser.ReadType);

    /// <summary>
    /// Reads a set of fields as <c>@key</c> and <c>@requires</c> carry it, with or without its braces.
    /// </summary>
    /// <remarks>SelectionSet, or Selection+.</remarks>
    public static SelectionSetNode ParseSelectionSet(string text, ParserOptions? options = null) =>
        ParseSelectionSet(Encode(text, options), options);

    /// <inheritdoc cref="ParseSelectionSet(string, ParserOptions?)"/>
    public static SelectionSetNode ParseSelectionSet(byte[] utf8, ParserOptions? options = null) =>
        ParseWhole(utf8, options, ExecutableParser.ReadFieldSet);

    private delegate T Production<T>(ref TokenReader reader);

    private static T ParseWhole<T>(byte[] utf8, ParserOptions? options, Production<T> production)
    {
        var reader = Open(utf8, options ?? ParserOptions.Default);
        try
        {
            reader.Advance();
            var node = production(ref reader);
            reader.Expect(TokenKind.EndOfFile);
            return node;
        }
        finally
        {
            reader.Dispose();
        }
    }

    private static TokenReader Open(byte[] utf8, ParserOptions options)
    {
        ThrowIfTooLarge(utf8.Length, options);
        return new TokenReader(utf8, options);
    }

    private static byte[] Copy(ReadOnlySpan<byte> utf8, ParserOptions? options)
    {
        ThrowIfTooLarge(utf8.Length, options ?? ParserOptions.Default);
        return utf8.ToArray();
    }

    private static byte[] Encode(string text, ParserOptions? options)
    {
        ThrowIfTooLarge(text.Length, options ?? ParserOptions.Default);
        return GeneralizedUtf8.Encode(text);
    }

    private static void ThrowIfTooLarge(int bytes, ParserOptions options)
    {
        if (bytes > options.BytesMax)
        {
            throw SyntaxErrors.TooLarge(bytes, options.BytesMax);
        }
    }
}
