using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.Common.Sources;

/// <summary>
/// Names of any contract as GraphQL names: PascalCase types, camelCase fields, SCREAMING_SNAKE enum values.
/// </summary>
/// <remarks>
/// Shape: total and deterministic; words are runs of ASCII letters and digits, inner case is kept where the name has
/// both cases.
/// What no word can be made of is spelt by its code units (<c>u002A</c>). Source: GraphQL §2.1.9 Names.
/// </remarks>
internal static class GraphQLNames
{
    /// <summary>Longer names are cut.</summary>
    private const int LengthMax = 200;

    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static string Type(string name) => Finish(Pascal(Words(name)));

    public static string Field(string name)
    {
        if (IsCamel(name))
        {
            return name;
        }

        var words = Words(name);
        words[0] = LowerStart(words[0]);
        return Finish(words[0] + Pascal(words[1..]));
    }

    public static string EnumValue(string name)
    {
        var text = new StringBuilder();
        foreach (var word in Words(name))
        {
            for (var index = 0; index < word.Length; index++)
            {
                if (index == 0 ? text.Length > 0 : StartsWord(word, index))
                {
                    text.Append('_');
                }

                text.Append(char.ToUpperInvariant(word[index]));
            }
        }

        return Finish(text.ToString());
    }

    /// <summary>One word that starts small: it is a field's name already.</summary>
    private static bool IsCamel(string name) =>
        name.Length is > 0 and <= LengthMax
        && char.IsAsciiLetterLower(name[0])
        && !name.AsSpan().ContainsAnyExcept(WordCharacters);

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        if (name.Length > 1 && name[0] is '-' or '+')
        {
            words.Add(name[0] == '-' ? "minus" : "plus");
        }

        var isLowered = !name.AsSpan().ContainsAnyInRange('a', 'z') && IsShouted(name);
        var word = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                word.Append(isLowered ? char.ToLowerInvariant(character) : character);
            }
            else if (char.IsLetterOrDigit(character))
            {
                word.Append(Spell(character));
            }
            else
            {
                EndWord(words, word);
            }
        }

        EndWord(words, word);
        if (words.Count == 0)
        {
            words.Add(name.Length == 0 ? "empty" : string.Concat(name.Select(Spell)));
        }

        return words;
    }

    /// <summary>Whether capitals are a style and not an abbreviation: several words of them.</summary>
    private static bool IsShouted(string name) => name.AsSpan().IndexOfAny('_', '-', ' ') >= 0;

    private static string Spell(char character) =>
        string.Create(CultureInfo.InvariantCulture, $"u{(int)character:X4}");

    private static void EndWord(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static string Pascal(List<string> words) =>
        string.Concat(words.Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>
    /// <c>ID</c> → <c>id</c>, <c>URLPath</c> → <c>urlPath</c>, <c>IDs</c> → <c>ids</c>, <c>Name</c> → <c>name</c>.
    /// </summary>
    private static string LowerStart(string word)
    {
        var capitals = word.TakeWhile(char.IsAsciiLetterUpper).Count();
        var endsRun = capitals == word.Length || !char.IsAsciiLetterLower(word[capitals]) || word[capitals..] == "s";
        var lowered = endsRun ? capitals : Math.Max(capitals - 1, Math.Min(capitals, 1));
        return word[..lowered].ToLowerInvariant() + word[lowered..];
    }

    private static bool StartsWord(string word, int index) =>
        char.IsAsciiLetterUpper(word[index])
        && (!char.IsAsciiLetterUpper(word[index - 1])
            || (index + 1 < word.Length && char.IsAsciiLetterLower(word[index + 1])));

    private static string Finish(string name)
    {
        var cut = name.Length > LengthMax ? name[..LengthMax] : name;
        return char.IsAsciiDigit(cut[0]) ? "_" + cut : cut;
    }
}
