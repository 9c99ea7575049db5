namespace Gateway.Common.Language;

/// <summary>Reads documents and parts of them.</summary>
/// <remarks>
/// Source: GraphQL §2 and Appendix B, September 2025, with descriptions on operations, fragments and variables.
/// Errors: <see cref="SyntaxException"/>, with <see cref="SyntaxCodes.ParseFailed"/> or the code of the limit passed.
/// Shape: one pass that checks all and writes a tape, 8 bytes a name, value and bracket; nothing is allocated before
/// its limit was checked. A document makes its nodes when <see cref="DocumentNode.Definitions"/> is first asked for.
/// An array that is passed becomes the document's source and must not change; other forms are copied.
/// </remarks>
public static class Parser
{
    /// <remarks>Document: Definition+.</remarks>
    public static DocumentNode Parse(byte[] utf8, ParserOptions? options = null)
    {
        Span<TapeMark> marks = stackalloc TapeMark[SourceScanner.FirstMarks];
        var scanner = Open(utf8, options ?? ParserOptions.Default, marks);
        try
        {
            DefinitionParser.ReadDefinitions(ref scanner, scanner.Skip(0));
            return new DocumentNode(utf8, scanner.Finish());
        }
        finally
        {
            scanner.Dispose();
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
        ParseWhole(
            Encode(text, options),
            options,
            static (ref scanner, at) => ValueParser.ReadValue(ref scanner, at, isConst: false),
            ValueBuilder.Value);

    /// <summary>Reads one value without variables.</summary>
    /// <remarks>Value with [Const].</remarks>
    public static ValueNode ParseConstValue(string text, ParserOptions? options = null) =>
        ParseWhole(
            Encode(text, options),
            options,
            static (ref scanner, at) => ValueParser.ReadValue(ref scanner, at, isConst: true),
            ValueBuilder.Value);

    /// <remarks>Type.</remarks>
    public static TypeNode ParseType(string text, ParserOptions? options = null) =>
        ParseWhole(Encode(text, options), options, TypeReferenceParser.ReadType, ValueBuilder.Type);

    /// <summary>
    /// Reads a set of fields as <c>@key</c> and <c>@requires</c> carry it, with or without its braces.
    /// </summary>
    /// <remarks>SelectionSet, or Selection+.</remarks>
    public static SelectionSetNode ParseSelectionSet(string text, ParserOptions? options = null) =>
        ParseSelectionSet(Encode(text, options), options);

    /// <inheritdoc cref="ParseSelectionSet(string, ParserOptions?)"/>
    public static SelectionSetNode ParseSelectionSet(byte[] utf8, ParserOptions? options = null) =>
        ParseWhole(utf8, options, ExecutableParser.ReadFieldSet, ExecutableBuilder.FieldSet);

    private delegate int Production(ref SourceScanner scanner, int at);

    private delegate T Construction<T>(ref TapeReader tape);

    private static T ParseWhole<T>(
        byte[] utf8, ParserOptions? options, Production production, Construction<T> construction)
    {
        Span<TapeMark> marks = stackalloc TapeMark[SourceScanner.FirstMarks];
        var scanner = Open(utf8, options ?? ParserOptions.Default, marks);
        try
        {
            var end = production(ref scanner, scanner.Skip(0));
            if (!scanner.IsEnd(end))
            {
                throw scanner.Expected(end, SyntaxErrors.Describe(TokenKind.EndOfFile));
            }

            var tape = new TapeReader(utf8, scanner.Tape);
            return construction(ref tape);
        }
        finally
        {
            scanner.Dispose();
        }
    }

    private static SourceScanner Open(byte[] utf8, ParserOptions options, Span<TapeMark> marks)
    {
        ThrowIfTooLarge(utf8.Length, options);
        return new SourceScanner(utf8, options, marks);
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
