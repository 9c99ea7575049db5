namespace Gateway.Common.Language;

/// <summary>What a token is; a punctuator of one character has that character's code as its value.</summary>
/// <remarks>Source: GraphQL §2.1.6 Lexical Tokens.</remarks>
public enum TokenKind : byte
{
    EndOfFile = 0,
    Name = 1,
    Int = 2,
    Float = 3,
    String = 4,
    BlockString = 5,
    Spread = 6,
    Bang = (byte)'!',
    Dollar = (byte)'$',
    Ampersand = (byte)'&',
    ParenLeft = (byte)'(',
    ParenRight = (byte)')',
    Colon = (byte)':',
    Equal = (byte)'=',
    At = (byte)'@',
    BracketLeft = (byte)'[',
    BracketRight = (byte)']',
    BraceLeft = (byte)'{',
    Pipe = (byte)'|',
    BraceRight = (byte)'}',
}
