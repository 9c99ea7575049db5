using System.Text;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>Tokens put together with whatever may stand between them.</summary>
internal sealed class TokenText(Random random)
{
    private static readonly string[] Ignored =
    [
        " ", "\n", ",", "\t", "\r\n", "\r", "  ", "# a \"comment\" { é\n", "\uFEFF", "\n                        ",
        ",,\n# x\r",
    ];

    private readonly StringBuilder _text = new();
    private bool _followsWord;

    /// <summary>Adds a punctuator.</summary>
    public TokenText Mark(string punctuator)
    {
        // A number and the dots of a spread need something between them.
        return Add(punctuator, isWord: false, needsGap: _followsWord && punctuator == "...");
    }

    /// <summary>Adds a name, number or string.</summary>
    public TokenText Word(string word) => Add(word, isWord: true, needsGap: _followsWord);

    public override string ToString() => _text.ToString();

    private TokenText Add(string token, bool isWord, bool needsGap)
    {
        if (needsGap || random.Next(4) == 0)
        {
            _text.Append(Ignored[random.Next(Ignored.Length)]);
        }

        _text.Append(token);
        _followsWord = isWord;
        return this;
    }
}
