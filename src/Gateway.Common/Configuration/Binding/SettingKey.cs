namespace Gateway.Common.Configuration.Binding;

/// <summary>What a setting's value is.</summary>
internal enum SettingType
{
    Text,
    Path,
    Flag,
    Number,
    Ratio,
    Duration,
    Time,
    Choice,
    Address,

    /// <summary>Texts under the indexes 0, 1, …</summary>
    Texts,
}

/// <summary>One row of the table of settings.</summary>
/// <param name="Path">
/// Below <c>Gateway</c>; <c>{n}</c> stands for an index, and <c>{name}</c>, or another word in braces, for any name.
/// </param>
/// <param name="Type">How the value is read.</param>
/// <param name="Default">As the documentation shows it.</param>
/// <param name="Range">What is allowed, for the documentation; empty where the type says it all.</param>
/// <param name="Meaning">One sentence.</param>
internal sealed record SettingKey(string Path, SettingType Type, string Default, string Range, string Meaning)
{
    public IReadOnlyList<string> Segments { get; } = Path.Split(':');
}
