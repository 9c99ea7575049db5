namespace Gateway.Common.Sources.Rest;

/// <summary>The names in a path template. Source: OpenAPI 3.1 §4.8.2 Path Templating.</summary>
internal static class PathParameters
{
    /// <summary>Each name once, in order; braces without an end are text.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        var names = new List<string>();
        foreach (var (text, isName) in Parts(path))
        {
            if (isName && !names.Contains(text))
            {
                names.Add(text);
            }
        }

        return names;
    }

    /// <summary>The template cut into text and names.</summary>
    public static IEnumerable<(string Text, bool IsName)> Parts(string path)
    {
        var position = 0;
        while (position < path.Length)
        {
            var open = path.IndexOf('{', position);
            var close = open < 0 ? -1 : path.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            if (open > position)
            {
                yield return (path[position..open], false);
            }

            yield return (path[(open + 1)..close], true);
            position = close + 1;
        }

        if (position < path.Length)
        {
            yield return (path[position..], false);
        }
    }
}
