using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Gateway.Common.Primitives;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Reads the values of one section; a wrong one becomes a problem at its path.</summary>
/// <remarks>An absent or empty value gives the fallback.</remarks>
internal sealed class SettingReader(IConfigurationSection section, List<SettingProblem> problems)
{
    private delegate bool Parse<T>(string text, [MaybeNullWhen(false)] out T value);

    public string Key => section.Key;

    public bool IsPresent => section.Exists();

    public bool Has(string key) => section.GetSection(key).Exists();

    public SettingReader Section(string key) => new(section.GetSection(key), problems);

    /// <summary>The named or numbered sections below a key, in order.</summary>
    public IEnumerable<SettingReader> Items(string key) =>
        section.GetSection(key).GetChildren()
            .OrderBy(child => int.TryParse(child.Key, CultureInfo.InvariantCulture, out var index) ? index : 0)
            .ThenBy(child => child.Key, StringComparer.Ordinal)
            .Select(child => new SettingReader(child, problems));

    public string? Text(string key) => section[key] is { Length: > 0 } text ? text : null;

    public string Text(string key, string fallback) => Text(key) ?? fallback;

    public bool Flag(string key, bool fallback) => Read(key, fallback, bool.TryParse, "true or false");

    public int Number(string key, int fallback) =>
        Read(key, fallback, TryNumber, "a whole number");

    public int? Number(string key) => Text(key) is null ? null : Number(key, 0);

    public long Number(string key, long fallback) => Read(
        key,
        fallback,
        static (string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value),
        "a whole number");

    public double Ratio(string key, double fallback) => Read(
        key,
        fallback,
        static (string text, out double value) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value),
        "a number such as 0.5");

    public TimeSpan Duration(string key, TimeSpan fallback) =>
        Read(key, fallback, SettingDuration.TryParse, "a duration such as 250ms, 10s or 00:05:00");

    public DateTimeOffset? Time(string key) => Text(key) is null ? null : Read(
        key,
        default,
        static (string text, out DateTimeOffset value) => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value),
        "a time such as 2027-01-31T00:00:00Z");

    /// <summary>By one name only: no number that an enumeration happens to have, no list of names.</summary>
    public T Choice<T>(string key, T fallback)
        where T : struct, Enum => Read(
            key,
            fallback,
            static (string text, out T value) =>
                Enum.TryParse(text, ignoreCase: true, out value)
                && Enum.GetName(value)?.Equals(text, StringComparison.OrdinalIgnoreCase) is true,
            $"one of {string.Join(", ", Enum.GetNames<T>())}");

    public T? Choice<T>(string key)
        where T : struct, Enum => Text(key) is null ? null : Choice<T>(key, default);

    /// <summary>Absolute http or https address without credentials, query or fragment.</summary>
    public Uri? Address(string key) => Read<Uri?>(
        key, null, TryAddress, "an absolute http or https address without credentials, query and fragment");

    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> fallback)
    {
        var items = Items(key).ToList();
        return items.Count == 0 ? fallback : [.. items.Select(item => item.Value).OfType<string>()];
    }

    /// <summary>Lists of texts by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NamedTexts(string key) =>
        Items(key).ToDictionary(item => item.Key, item => Section(key).Texts(item.Key, []), StringComparer.Ordinal);

    public void Refuse(string key, string message, string fix) =>
        problems.Add(new SettingProblem($"{section.Path}:{key}", message, fix));

    private string? Value => section.Value;

    private T Read<T>(string key, T fallback, Parse<T> parse, string expected)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        Refuse(key, $"Not {expected}.", $"Write {expected}.");
        return fallback;
    }

    private static bool TryNumber(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryAddress(string text, [MaybeNullWhen(false)] out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value)
        && value is { Scheme: "http" or "https", UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
        && value.Host.Length > 0;
}
