using Gateway.Common.Language;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>Any bytes are a document that prints back as itself, or refused at a place in them.</summary>
public sealed class ParserFuzzTests
{
    private static readonly ParserOptions Plain = new();

    [Fact]
    public Task Any_bytes_are_a_document_or_refused_at_their_place() => FuzzLoop.RunAsync(static random =>
    {
        var source = FuzzCorpus.Source(random);
        var document = TryParse(source, Plain);
        if (document is not null)
        {
            new SpanChecker(source.Length).Visit(document);
            CheckRoundTrip(document);
            CheckTokenLimit(source);
        }

        TryParse(source, new ParserOptions
        {
            DepthMax = random.Next(1, 8),
            TokensMax = random.Next(1, 60),
            DirectivesMax = random.Next(4),
            DirectivesPerLocationMax = random.Next(3),
        });
        return source.Length;
    });

    [Fact]
    public Task What_the_grammar_makes_is_read() => FuzzLoop.RunAsync(static random =>
    {
        var text = DocumentMaker.Make(random);
        var error = Record.Exception(() => Parser.Parse(text)) as SyntaxException;
        Assert.True(error is null, $"{error?.Line}:{error?.Column} {error?.Message}\n{text}");
        return text.Length;
    });

    private static DocumentNode? TryParse(byte[] source, ParserOptions options)
    {
        try
        {
            return Parser.Parse(source, options);
        }
        catch (SyntaxException error)
        {
            FuzzAssert.IsInside(error, source);
            return null;
        }
    }

    private static void CheckRoundTrip(DocumentNode document)
    {
        var printed = Printer.Print(document);
        foreach (var text in new[] { printed, Printer.PrintMinified(document) })
        {
            var again = Parser.Parse(text);
            Assert.True(SyntaxComparer.Instance.Equals(document, again), text);
            Assert.Equal(printed, Printer.Print(again));
        }
    }

    /// <summary>The parser counts the tokens that the lexer gives: as many pass, one fewer does not.</summary>
    private static void CheckTokenLimit(byte[] source)
    {
        var lexer = new Lexer(source);
        var tokens = 0;
        while (lexer.Next().Kind != TokenKind.EndOfFile)
        {
            tokens++;
        }

        Parser.Parse(source, new ParserOptions { TokensMax = tokens });
        var error = Assert.Throws<SyntaxException>(
            () => Parser.Parse(source, new ParserOptions { TokensMax = tokens - 1 }));
        Assert.Equal(SyntaxCodes.TokenLimitExceeded, error.Code);
    }

    /// <summary>Every node lies in the source, in its parent, and behind the node before it.</summary>
    private sealed class SpanChecker(int length) : SyntaxVisitor
    {
        private SourceSpan _around = new(0, length);

        protected override void VisitField(FieldNode node) => Within(node, () => base.VisitField(node));

        protected override void VisitArgument(ArgumentNode node) => Within(node, () => base.VisitArgument(node));

        protected override void VisitDirective(DirectiveNode node) => Within(node, () => base.VisitDirective(node));

        protected override void VisitSelectionSet(SelectionSetNode node) =>
            Within(node, () => base.VisitSelectionSet(node));

        protected override void VisitOperationDefinition(OperationDefinitionNode node) =>
            Within(node, () => base.VisitOperationDefinition(node));

        protected override void VisitFieldDefinition(FieldDefinitionNode node) =>
            Within(node, () => base.VisitFieldDefinition(node));

        protected override void VisitInputValueDefinition(InputValueDefinitionNode node) =>
            Within(node, () => base.VisitInputValueDefinition(node));

        protected override void VisitNamedType(NamedTypeNode node) => Within(node, () => base.VisitNamedType(node));

        protected override void VisitListValue(ListValueNode node) => Within(node, () => base.VisitListValue(node));

        protected override void VisitObjectValue(ObjectValueNode node) =>
            Within(node, () => base.VisitObjectValue(node));

        protected override void VisitLeafValue(ValueNode node) => Within(node, () => base.VisitLeafValue(node));

        private void Within(SyntaxNode node, Action visit)
        {
            var around = _around;
            Assert.True(node.Span.Start >= around.Start && node.Span.End <= around.End && node.Span.Length > 0);
            _around = node.Span;
            visit();

            // What follows starts behind this node.
            _around = new SourceSpan(node.Span.End, around.End);
        }
    }
}
