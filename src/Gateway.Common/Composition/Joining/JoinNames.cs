namespace Gateway.Common.Composition.Joining;

/// <summary>Values of <c>join__Graph</c>: each source's name in capitals, made unique.</summary>
internal static class JoinNames
{
    public static IReadOnlyList<string> Of(IReadOnlyList<SourceSchema> sources)
    {
        var names = new List<string>();
        foreach (var source in sources)
        {
            var name = string.Concat(source.Name.Select(
                letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));
            name = name.Length == 0 || char.IsAsciiDigit(name[0]) ? "_" + name : name;
            var unique = name;
            for (var number = 1; names.Contains(unique); number++)
            {
                unique = $"{name}_{number}";
            }

            names.Add(unique);
        }

        return names;
    }
}
