namespace Gateway.Common.Telemetry;

/// <summary>Makes text of others fit for a log line.</summary>
internal static class LogText
{
    private const int LengthMax = 512;

    /// <summary>Control characters become spaces, so that nobody writes log lines of their own; long text is
    /// cut.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var cut = text.Length <= LengthMax ? text : text[..LengthMax];
        return string.Create(cut.Length, cut, static (target, source) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                target[index] = char.IsControl(source[index]) ? ' ' : source[index];
            }
        });
    }
}
