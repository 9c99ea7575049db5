using System.Globalization;

namespace Gateway.Common.Sources;

/// <summary>Keeps names unique: who comes first has the name, later ones get the smallest free number from 2.</summary>
internal sealed class NameScope(params IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastNumbers = new(StringComparer.Ordinal);

    public bool IsFree(string name) => !_taken.Contains(name);

    public string Take(string preferred)
    {
        if (_taken.Add(preferred))
        {
            return preferred;
        }

        // A name that ends with a digit would read as another number.
        var stem = char.IsAsciiDigit(preferred[^1]) ? preferred + "_" : preferred;
        for (var number = _lastNumbers.GetValueOrDefault(stem, 1) + 1; ; number++)
        {
            var candidate = stem + number.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(candidate))
            {
                _lastNumbers[stem] = number;
                return candidate;
            }
        }
    }
}
