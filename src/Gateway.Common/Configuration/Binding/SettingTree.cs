using System.Globalization;
using Gateway.Common.Primitives;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Configuration.Binding;

/// <summary>The known keys as a tree, and what a configuration has beside them.</summary>
internal sealed class SettingTree
{
    private const string AnyName = "{name}";
    private const string AnyIndex = "{n}";

    private readonly Dictionary<string, SettingTree> _children = new(StringComparer.OrdinalIgnoreCase);
    private bool _holdsValue;

    public static SettingTree Of(IEnumerable<SettingKey> keys)
    {
        var root = new SettingTree();
        foreach (var key in keys)
        {
            var node = key.Segments.Aggregate(root, static (node, segment) => node.Child(PlaceOf(segment)));
            if (key.Type == SettingType.Texts)
            {
                node = node.Child(AnyIndex);
            }

            node._holdsValue = true;
        }

        return root;
    }

    /// <summary>A problem for every key that the tree does not have, and for values where sections belong.</summary>
    public void Check(IConfigurationSection section, List<SettingProblem> problems)
    {
        foreach (var child in section.GetChildren())
        {
            if (Find(child.Key) is { } known)
            {
                known.CheckOne(child, problems);
            }
            else
            {
                problems.Add(Unknown(child));
            }
        }
    }

    private void CheckOne(IConfigurationSection section, List<SettingProblem> problems)
    {
        if (_children.Count > 0 && section.Value is { Length: > 0 })
        {
            problems.Add(new SettingProblem(
                section.Path, "A single value stands where a section belongs.", "Write the keys below it."));
        }

        if (_holdsValue && section.GetChildren().Any())
        {
            problems.Add(new SettingProblem(
                section.Path, "A section stands where a single value belongs.", "Write one value."));
            return;
        }

        Check(section, problems);
    }

    private SettingTree? Find(string key)
    {
        if (_children.TryGetValue(key, out var literal))
        {
            return key is AnyName or AnyIndex ? null : literal;
        }

        return _children.TryGetValue(AnyIndex, out var item) && IsIndex(key)
            ? item
            : _children.GetValueOrDefault(AnyName);
    }

    /// <summary>Whatever a placeholder's name is, it stands for any name: of a source, a header, a claim.</summary>
    private static string PlaceOf(string segment) =>
        segment is not AnyIndex && segment.StartsWith('{') ? AnyName : segment;

    private SettingTree Child(string segment) =>
        _children.TryGetValue(segment, out var child) ? child : _children[segment] = new SettingTree();

    private SettingProblem Unknown(IConfigurationSection section)
    {
        var known = _children.Keys.Where(key => key is not (AnyName or AnyIndex))
            .Order(StringComparer.Ordinal)
            .ToList();
        var fix = NearestName.Find(section.Key, known) is { } nearest ? $"Did you mean {nearest}?"
            : known.Count > 0 ? $"Known here: {string.Join(", ", known)}."
            : "Write the indexes 0, 1, …";
        return new SettingProblem(section.Path, "Unknown setting.", fix);
    }

    private static bool IsIndex(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
