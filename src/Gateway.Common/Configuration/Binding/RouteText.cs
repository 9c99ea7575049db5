namespace Gateway.Common.Configuration.Binding;

/// <summary>Routes as settings write them: literal segments and whole-segment parameters in braces.</summary>
internal static class RouteText
{
    public const int LengthMax = 512;

    public static bool IsPath(string text) =>
        text.Length is > 1 and <= LengthMax
        && text[0] == '/'
        && text[1..].Split('/').All(static segment => IsParameter(segment) || IsLiteral(segment));

    public static IEnumerable<string> Parameters(string text) =>
        text.Split('/').Where(IsParameter).Select(static segment => segment[1..^1]);

    private static bool IsParameter(string segment) =>
        segment is ['{', .. { Length: > 0 } name, '}'] && name.All(char.IsAsciiLetterOrDigit);

    private static bool IsLiteral(string segment) =>
        segment is not ("" or "." or "..")
        && segment.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~');
}
