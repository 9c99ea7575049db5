using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Common.Language;

/// <summary>One token of lookahead over the lexer, a document's limits, and a stack for lists being read.</summary>
/// <remarks>Dispose gives the stack back; nodes copied from it are arrays of their exact size.</remarks>
internal ref struct TokenReader
{
    private const int ScratchLength = 256;

    private readonly ParserOptions _options;
    private readonly int _tokensMax;
    private readonly int _depthMax;
    private Lexer _lexer;
    private Token _current;
    private SyntaxNode?[] _scratch;
    private int _scratchCount;
    private int _tokens;
    private int _depth;
    private int _directives;

    public TokenReader(byte[] source, ParserOptions options)
    {
        Source = source;
        _options = options;
        _tokensMax = options.TokensMax;
        _depthMax = Math.Min(options.DepthMax, ParserOptions.DepthCeiling);
        _scratch = ArrayPool<SyntaxNode?>.Shared.Rent(ScratchLength);
        _lexer = new Lexer(source);
    }

    public byte[] Source { get; }

    /// <summary>End of the last token that was passed: where the node being read ends.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>How many nodes lists under construction hold; the mark of a list that starts now.</summary>
    public readonly int Mark => _scratchCount;

    public readonly TokenKind Kind => _current.Kind;

    public readonly Token Current => _current;

    public readonly int Start => _current.Start;

    public void Dispose()
    {
        ArrayPool<SyntaxNode?>.Shared.Return(_scratch, clearArray: true);
        _scratch = [];
    }

    /// <summary>Passes the current token.</summary>
    public void Advance()
    {
        PreviousEnd = _current.End;
        _current = _lexer.Next();
        if (_current.Kind != TokenKind.EndOfFile && ++_tokens > _tokensMax)
        {
            throw Error(
                _current.Start,
                $"The document has more than {_tokensMax} tokens.",
                SyntaxCodes.TokenLimitExceeded);
        }
    }

    /// <summary>Passes the current token if it is of that kind.</summary>
    public bool Skip(TokenKind kind)
    {
        if (_current.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    public void Expect(TokenKind kind)
    {
        if (_current.Kind != kind)
        {
            throw SyntaxErrors.Expected(Source, SyntaxErrors.Describe(kind), _current);
        }

        Advance();
    }

    /// <summary>Whether the current token is that name.</summary>
    public readonly bool AtKeyword(ReadOnlySpan<byte> keyword) =>
        _current.Kind == TokenKind.Name && _current.Text(Source).SequenceEqual(keyword);

    public bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!AtKeyword(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    public void ExpectKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!SkipKeyword(keyword))
        {
            throw SyntaxErrors.Expected(
                Source, $"\"{System.Text.Encoding.ASCII.GetString(keyword)}\"", _current);
        }
    }

    /// <remarks>Name.</remarks>
    public Name ReadName()
    {
        var token = _current;
        Expect(TokenKind.Name);
        return new Name(Source, token.Start, token.End - token.Start);
    }

    /// <summary>The span from <paramref name="start"/> to the last token passed.</summary>
    public readonly SourceSpan SpanFrom(int start) => new(start, PreviousEnd);

    /// <summary>Counts one level of nesting; each goes with a <see cref="Leave"/>.</summary>
    public void Enter()
    {
        if (++_depth > _depthMax)
        {
            throw Error(
                _current.Start, $"The document nests deeper than {_depthMax}.", SyntaxCodes.DepthLimitExceeded);
        }
    }

    public void Leave() => _depth--;

    /// <summary>Counts a directive before it is read.</summary>
    /// <param name="mark">Where the list of its location's directives starts.</param>
    public void CountDirective(int mark)
    {
        if (++_directives > _options.DirectivesMax)
        {
            throw Error(
                _current.Start,
                $"The document has more than {_options.DirectivesMax} directives.",
                SyntaxCodes.DirectiveLimitExceeded);
        }

        if (_scratchCount - mark >= _options.DirectivesPerLocationMax)
        {
            throw Error(
                _current.Start,
                $"More than {_options.DirectivesPerLocationMax} directives in one place.",
                SyntaxCodes.DirectiveLimitExceeded);
        }
    }

    /// <summary>Adds a node to the list under construction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(SyntaxNode node)
    {
        if (_scratchCount == _scratch.Length)
        {
            Grow();
        }

        _scratch[_scratchCount++] = node;
    }

    /// <summary>
    /// Ends the list that started at <paramref name="mark"/>; all nodes since are of <typeparamref name="T"/>.
    /// </summary>
    public T[] Pop<T>(int mark)
        where T : SyntaxNode
    {
        var count = _scratchCount - mark;
        if (count == 0)
        {
            return [];
        }

        var nodes = new T[count];
        ref var first = ref Unsafe.As<SyntaxNode?, T>(ref _scratch[mark]);
        MemoryMarshal.CreateReadOnlySpan(ref first, count).CopyTo(nodes);
        _scratchCount = mark;
        return nodes;
    }

    public readonly SyntaxException Unexpected() => SyntaxErrors.Unexpected(Source, _current);

    public readonly SyntaxException Unexpected(Token token) => SyntaxErrors.Unexpected(Source, token);

    public readonly SyntaxException Error(int offset, string message, string code = SyntaxCodes.ParseFailed) =>
        SyntaxErrors.At(Source, offset, message, code);

    private void Grow()
    {
        var larger = ArrayPool<SyntaxNode?>.Shared.Rent(_scratch.Length * 2);
        _scratch.AsSpan(0, _scratchCount).CopyTo(larger);
        ArrayPool<SyntaxNode?>.Shared.Return(_scratch, clearArray: true);
        _scratch = larger;
    }
}
