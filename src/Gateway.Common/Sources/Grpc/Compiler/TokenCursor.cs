namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Takes tokens one by one, and gives declarations the comments around them.</summary>
/// <remarks>Errors: as <see cref="ProtoErrors.Syntax"/>.</remarks>
internal sealed class TokenCursor
{
    private readonly ProtoLexer _lexer;
    private string? _upcoming;

    public TokenCursor(string text, string file)
    {
        _lexer = new ProtoLexer(text, file);
        _upcoming = _lexer.NextWithComments(isStart: true).Leading;
    }

    public ProtoPlace Place => _lexer.Current.Place;

    public bool IsEnd => _lexer.Current.Kind == ProtoTokenKind.End;

    public ProtoTokenKind Kind => _lexer.Current.Kind;

    public bool Is(string text) =>
        _lexer.Current.Kind is ProtoTokenKind.Name or ProtoTokenKind.Symbol && _lexer.Current.Text == text;

    public bool TryTake(string text)
    {
        if (!Is(text))
        {
            return false;
        }

        _lexer.Next();
        return true;
    }

    public void Expect(string text)
    {
        if (!TryTake(text))
        {
            throw Expected($"\"{text}\"");
        }
    }

    public string TakeName() => Take(ProtoTokenKind.Name, "a name");

    /// <summary>A text; several in a row are one.</summary>
    public string TakeText()
    {
        var text = Take(ProtoTokenKind.Text, "a text");
        while (Kind == ProtoTokenKind.Text)
        {
            text += Take(ProtoTokenKind.Text, "");
        }

        return text;
    }

    public string Take(ProtoTokenKind kind, string expected)
    {
        if (Kind != kind)
        {
            throw Expected(expected);
        }

        var text = _lexer.Current.Text;
        _lexer.Next();
        return text;
    }

    /// <summary>fullIdent: names joined by dots.</summary>
    public string TakeFullName()
    {
        var name = TakeName();
        while (TryTake("."))
        {
            name += $".{TakeName()}";
        }

        return name;
    }

    /// <summary>messageType: a full name, perhaps with a dot in front.</summary>
    public string TakeTypeName() => TryTake(".") ? $".{TakeFullName()}" : TakeFullName();

    /// <summary>A whole number with its sign.</summary>
    public int TakeInteger(long least, long most)
    {
        var place = Place;
        var isNegative = least < 0 && TryTake("-");
        ProtoLexer.TryInteger(Take(ProtoTokenKind.Integer, "a whole number"), out var value);
        var number = value > int.MaxValue + 1UL ? long.MaxValue : isNegative ? -(long)value : (long)value;
        return number >= least && number <= most
            ? (int)number
            : throw Error(place, $"The number must be from {least} to {most}.");
    }

    /// <summary>
    /// Takes what ends a declaration, or its head: <c>;</c>, <c>{</c>, <c>}</c>. Comments in front of the declaration
    /// are its own, and so are those right behind this.
    /// </summary>
    /// <param name="node">Null for what keeps no comments.</param>
    public void ExpectEnd(string symbol, ProtoNode? node = null)
    {
        if (!Is(symbol))
        {
            throw Expected($"\"{symbol}\"");
        }

        var leading = _upcoming;
        (var trailing, _upcoming) = _lexer.NextWithComments();
        if (node is not null)
        {
            node.Leading = leading;
            node.Trailing = trailing;
        }
    }

    public Exception Expected(string what) => Error(
        Place,
        IsEnd ? $"The file ends where {what} is missing." : $"{what} is missing before \"{_lexer.Current.Text}\".");

    public Exception Error(ProtoPlace place, string message) => ProtoErrors.Syntax(_lexer.File, place, message);
}
