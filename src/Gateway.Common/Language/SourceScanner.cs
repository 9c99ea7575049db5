using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Gateway.Common.Language;

/// <summary>Walks source by offsets for the parser, holds it to the limits, and writes the tape.</summary>
/// <remarks>
/// The parser passes offsets of token starts from call to call: no token is made unless an error names one. What is
/// rare (escapes, fractions, mistakes) is left to <see cref="Lexer"/>. Dispose gives the tape's buffer back.
/// </remarks>
internal ref struct SourceScanner
{
    /// <summary>Marks of the buffer on the stack that a scanner starts with: enough for what a page asks.</summary>
    public const int FirstMarks = 64;

    /// <summary>Bytes of source that one mark on the tape stands for, as a first guess.</summary>
    private const int BytesPerMark = 8;

    private readonly byte[] _source;
    private readonly ReadOnlySpan<byte> _text;
    private readonly ParserOptions _options;
    private readonly int _depthMax;
    private Span<TapeMark> _tape;
    private TapeMark[]? _rented;
    private int _count;
    private int _tokensLeft;
    private int _depth;
    private int _directives;

    public SourceScanner(byte[] source, ParserOptions options, Span<TapeMark> tape)
    {
        _source = source;
        _text = Utf8.IsValid(source) ? source : source.AsSpan(0, Lexer.WellFormedLength(source));
        _options = options;
        _depthMax = Math.Min(options.DepthMax, ParserOptions.DepthCeiling);
        _tokensLeft = options.TokensMax;
        _tape = tape;
    }

    /// <summary>Marks on the tape so far.</summary>
    public readonly int Count => _count;

    /// <summary>The marks, valid until more are added.</summary>
    public readonly ReadOnlySpan<TapeMark> Tape => _tape[.._count];

    /// <summary>The byte at an offset; 0, which starts no token, at the end.</summary>
    public readonly byte this[int at]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)at < (uint)_text.Length ? _text[at] : (byte)0;
    }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            _tape = [];
            ArrayPool<TapeMark>.Shared.Return(rented);
        }
    }

    /// <summary>Whether nothing follows.</summary>
    public readonly bool IsEnd(int at) => at >= _source.Length;

    /// <summary>The offset of the first token at or after an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Skip(int at)
    {
        var text = _text;
        return (uint)at < (uint)text.Length && ByteClass.Of(text[at]) != ByteClass.Ignorable ? at : SkipIgnored(at);
    }

    /// <summary>Counts the token from <paramref name="start"/> to <paramref name="end"/> and finds the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pass(int start, int end)
    {
        if (--_tokensLeft < 0)
        {
            ThrowTooManyTokens(start);
        }

        return Skip(end);
    }

    /// <summary>Passes a punctuator of one character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pass(int at) => Pass(at, at + 1);

    /// <summary>Passes a punctuator, or refuses what stands there instead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Expect(int at, TokenKind punctuator)
    {
        if (this[at] != (byte)punctuator)
        {
            throw Expected(at, SyntaxErrors.Describe(punctuator));
        }

        return Pass(at, at + 1);
    }

    /// <summary>Passes a name and marks it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadName(int at)
    {
        if (!ByteClass.IsNameStart(this[at]))
        {
            throw Expected(at, "Name");
        }

        var end = ByteClass.SkipName(_text, at + 1);
        Mark(at, end);
        return Pass(at, end);
    }

    /// <summary>The name that starts there; empty where none does.</summary>
    public readonly ReadOnlySpan<byte> Word(int at) =>
        ByteClass.IsNameStart(this[at]) ? _text[at..ByteClass.SkipName(_text, at + 1)] : [];

    /// <summary>Passes a word, or refuses what stands there instead.</summary>
    public int ExpectWord(int at, ReadOnlySpan<byte> word) => Word(at).SequenceEqual(word)
        ? Pass(at, at + word.Length)
        : throw Expected(at, $"\"{System.Text.Encoding.ASCII.GetString(word)}\"");

    /// <summary>Adds a mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mark(int start, int extent)
    {
        var tape = _tape;
        var count = _count;
        if ((uint)count >= (uint)tape.Length)
        {
            tape = Grow();
        }

        tape[count] = new TapeMark(start, extent);
        _count = count + 1;
    }

    /// <summary>Marks a closing bracket and passes it.</summary>
    public int Close(int at)
    {
        Mark(at, at + 1);
        return Pass(at);
    }

    /// <summary>Sets the extent of a mark that was added before it was known.</summary>
    public readonly void Complete(int mark, int extent) => _tape[mark] = new TapeMark(_tape[mark].Start, extent);

    /// <summary>Lets a mark start earlier.</summary>
    public readonly void Widen(int mark, int start) => _tape[mark] = new TapeMark(start, _tape[mark].Extent);

    /// <summary>Sets the flag of the mark added last.</summary>
    public readonly void FlagLast() => Complete(_count - 1, _tape[_count - 1].Extent | TapeMark.Flag);

    /// <summary>The marks, in an array of their own.</summary>
    public readonly TapeMark[] Finish()
    {
        var tape = GC.AllocateUninitializedArray<TapeMark>(_count);
        _tape[.._count].CopyTo(tape);
        return tape;
    }

    /// <summary>Counts one level of nesting; each goes with a <see cref="Leave"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(int at)
    {
        if (++_depth > _depthMax)
        {
            ThrowTooDeep(at);
        }
    }

    public void Leave() => _depth--;

    /// <summary>Counts a directive before it is read.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="before">How many stand before it in the same place.</param>
    public void CountDirective(int at, int before)
    {
        if (++_directives > _options.DirectivesMax)
        {
            throw Error(
                at,
                $"The document has more than {_options.DirectivesMax} directives.",
                SyntaxCodes.DirectiveLimitExceeded);
        }

        if (before >= _options.DirectivesPerLocationMax)
        {
            throw Error(
                at,
                $"More than {_options.DirectivesPerLocationMax} directives in one place.",
                SyntaxCodes.DirectiveLimitExceeded);
        }
    }

    /// <summary>Passes a number and marks it. Digits are read here, the rest by the lexer.</summary>
    public int ReadNumber(int at)
    {
        var text = _text;
        var end = at;
        if (text[at] != '0')
        {
            while ((uint)end < (uint)text.Length && ByteClass.IsDigit(text[end]))
            {
                end++;
            }
        }

        var isWhole = end > at && (uint)end < (uint)text.Length;
        if (isWhole && text[end] != '.' && !ByteClass.IsNamePart(text[end]))
        {
            Mark(at, end);
            return Pass(at, end);
        }

        var token = TokenAt(at);
        Mark(at, token.Kind == TokenKind.Float ? token.End | TapeMark.Flag : token.End);
        return Pass(at, token.End);
    }

    /// <summary>Passes a string or block string and marks it. One without escapes is read here.</summary>
    public int ReadString(int at)
    {
        var text = _text;
        var end = ByteClass.SkipText(text, at + 1);
        if ((uint)end < (uint)text.Length && text[end] == '"' && (end > at + 1 || this[end + 1] != '"'))
        {
            Mark(at, end + 1);
            return Pass(at, end + 1);
        }

        var token = TokenAt(at);
        Mark(at, token.IsVerbatim ? token.End : token.End | TapeMark.Flag);
        return Pass(at, token.End);
    }

    /// <summary>The mistake of a token that is not <paramref name="expected"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly SyntaxException Expected(int at, string expected) =>
        SyntaxErrors.Expected(_source, expected, CountedTokenAt(at));

    /// <summary>The mistake of a token that nothing there can start with.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly SyntaxException Unexpected(int at) => SyntaxErrors.Unexpected(_source, CountedTokenAt(at));

    /// <summary>The mistake of a name that is not known there, or of what follows it and is no token.</summary>
    /// <remarks>A name fits the grammar's tokens and is passed before it is looked at.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly SyntaxException UnexpectedWord(int at, int length)
    {
        _ = TokenAt(at + length);
        return Unexpected(at);
    }

    public readonly SyntaxException Error(int at, string message, string code = SyntaxCodes.ParseFailed) =>
        SyntaxErrors.At(_source, at, message, code);

    /// <summary>The token that stands there; the lexer refuses what is none.</summary>
    private readonly Token TokenAt(int at) => new Lexer(_source, _text.Length, at).Next();

    /// <summary>As <see cref="TokenAt"/>, where a token past the limit is refused for that.</summary>
    private readonly Token CountedTokenAt(int at)
    {
        var token = TokenAt(at);
        if (token.Kind != TokenKind.EndOfFile && _tokensLeft <= 0)
        {
            ThrowTooManyTokens(at);
        }

        return token;
    }

    private readonly int SkipIgnored(int at)
    {
        var text = _text;
        while ((uint)at < (uint)text.Length)
        {
            switch (text[at])
            {
                case (byte)' ' or (byte)'\n' or (byte)',' or (byte)'\r' or (byte)'\t':
                    at++;
                    if ((uint)at < (uint)text.Length && ByteClass.Of(text[at]) != ByteClass.Ignorable)
                    {
                        return at;
                    }

                    at = ByteClass.SkipBlanks(text, at);
                    break;
                case (byte)'#':
                    var length = text[at..].IndexOfAny((byte)'\n', (byte)'\r');
                    at = length < 0 ? text.Length : at + length;
                    break;
                case 0xEF when text[at..].StartsWith("\uFEFF"u8):
                    at += 3;
                    break;
                default:
                    return at;
            }
        }

        return at;
    }

    private readonly void ThrowTooManyTokens(int at) => throw Error(
        at, $"The document has more than {_options.TokensMax} tokens.", SyntaxCodes.TokenLimitExceeded);

    private readonly void ThrowTooDeep(int at) => throw Error(
        at, $"The document nests deeper than {_depthMax}.", SyntaxCodes.DepthLimitExceeded);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Span<TapeMark> Grow()
    {
        var larger = ArrayPool<TapeMark>.Shared.Rent(Math.Max(_tape.Length * 2, _text.Length / BytesPerMark));
        _tape[.._count].CopyTo(larger);
        Dispose();
        return _tape = _rented = larger;
    }
}
