using Gateway.Common.Language;

namespace Gateway.Common.Composition;

/// <summary>What an argument takes of an object: a field selection map, read.</summary>
/// <param name="Alternatives">One, or several of which the first that the object's type fits counts.</param>
/// <remarks>Source: Composite Schemas Appendix A, SelectedValue.</remarks>
internal sealed record SelectedValue(IReadOnlyList<SelectedEntry> Alternatives)
{
    /// <summary>The names of a map that is a path and nothing more; else null.</summary>
    public IReadOnlyList<string>? PlainPath =>
        Alternatives is [{ Path: { OnType: null } path, Object: null, List: null }]
        && path.Segments.All(segment => segment is { OnType: null, Arguments.Count: 0 })
            ? [.. path.Segments.Select(segment => segment.Field)]
            : null;
}

/// <summary>A path, an object or a list, or a path that leads to one of the latter.</summary>
internal sealed record SelectedEntry(SelectedPath? Path, SelectedObject? Object, SelectedList? List);

/// <param name="OnType">The type that the object has to be of; null for any.</param>
internal sealed record SelectedPath(string? OnType, IReadOnlyList<PathSegment> Segments);

/// <param name="Arguments">Constants that the field is asked with.</param>
/// <param name="OnType">The type that the field's value has to be of; null for any.</param>
internal sealed record PathSegment(string Field, IReadOnlyList<ArgumentNode> Arguments, string? OnType);

/// <summary>An input object, a value a field.</summary>
internal sealed record SelectedObject(IReadOnlyList<SelectedField> Fields);

internal sealed record SelectedField(string Name, SelectedValue Value);

/// <summary>A list: of values of each element, or of lists of them.</summary>
internal sealed record SelectedList(SelectedValue? Value, SelectedList? Nested);
