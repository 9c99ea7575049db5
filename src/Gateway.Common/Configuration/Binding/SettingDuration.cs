using System.Globalization;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Reads a duration: <c>250ms</c>, <c>10s</c>, <c>5m</c>, <c>8h</c>, <c>1d</c>, or <c>hh:mm:ss</c>.</summary>
/// <remarks>A bare number is refused: .NET would read it as days.</remarks>
internal static class SettingDuration
{
    private static readonly (string Unit, double Seconds)[] Units =
        [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400)];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(
                    text.AsSpan(0, text.Length - unit.Length),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var count)
                && count * seconds < TimeSpan.MaxValue.TotalSeconds)
            {
                duration = TimeSpan.FromSeconds(count * seconds);
                return true;
            }
        }

        duration = default;
        return text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
    }
}
