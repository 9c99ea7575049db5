namespace Gateway.Common.Schema.Diffing;

/// <summary>Gathers changes.</summary>
internal sealed class ChangeList
{
    private readonly List<SchemaChange> _all = [];

    public IReadOnlyList<SchemaChange> All => _all;

    public void Breaking(string code, string coordinate, string message, string? use = null) =>
        _all.Add(new SchemaChange(ChangeSeverity.Breaking, code, coordinate, message) { Use = use ?? coordinate });

    public void Dangerous(string code, string coordinate, string message) =>
        _all.Add(new SchemaChange(ChangeSeverity.Dangerous, code, coordinate, message));

    public void Safe(string code, string coordinate, string message) =>
        _all.Add(new SchemaChange(ChangeSeverity.Safe, code, coordinate, message));

    /// <summary>Descriptions and deprecations, which are for people.</summary>
    public void Notes(
        string coordinate, string? before, string? after, string? deprecationBefore, string? deprecationAfter)
    {
        if (before != after)
        {
            Safe("DESCRIPTION_CHANGED", coordinate, $"The description of {coordinate} changed.");
        }

        if (deprecationBefore != deprecationAfter)
        {
            var what = deprecationBefore is null ? "ADDED" : deprecationAfter is null ? "REMOVED" : "CHANGED";
            Safe($"DEPRECATION_{what}", coordinate, $"The deprecation of {coordinate} was {what.ToLowerInvariant()}.");
        }
    }
}
