namespace Gateway.Common.Primitives;

/// <summary>One reason why a setting is refused at start.</summary>
/// <param name="Path">Full configuration path, such as <c>Gateway:Limits:partner:Permits</c>.</param>
/// <param name="Message">What is wrong, without secret values.</param>
/// <param name="Fix">What to write instead.</param>
internal sealed record SettingProblem(string Path, string Message, string Fix);

/// <summary>Collects the problems of one options record, each under the record's path.</summary>
internal sealed class SettingProblems(string path)
{
    private readonly List<SettingProblem> _problems = [];

    public IReadOnlyList<SettingProblem> All => _problems;

    /// <summary>Adds a problem at <paramref name="key"/> unless <paramref name="holds"/>.</summary>
    public void Require(bool holds, string key, string message, string fix)
    {
        if (!holds)
        {
            _problems.Add(new SettingProblem($"{path}:{key}", message, fix));
        }
    }

    /// <summary>
    /// Requires an inclusive range; <paramref name="value"/> is shown in the message, so never pass a secret.
    /// </summary>
    public void RequireRange<T>(T value, T least, T most, string key)
        where T : IComparable<T> =>
        Require(
            value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0,
            key,
            $"{value} is outside {least} to {most}.",
            $"Set a value from {least} to {most}.");

    public void AddRange(IEnumerable<SettingProblem> problems) => _problems.AddRange(problems);
}
