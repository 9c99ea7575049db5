namespace Gateway.Common.Schema;

/// <summary>What a change of a schema may do to its clients.</summary>
public enum ChangeSeverity : byte
{
    /// <summary>Requests that were valid can now be refused, or answered with less.</summary>
    Breaking,

    /// <summary>Valid requests stay valid, but a client may meet what it does not expect.</summary>
    Dangerous,

    /// <summary>No client can tell, unless it asks for what is new.</summary>
    Safe,
}

/// <summary>One difference between two schemas.</summary>
/// <param name="Severity">What it may do to clients.</param>
/// <param name="Code">What kind of change it is, such as <c>FIELD_REMOVED</c>.</param>
/// <param name="Coordinate">What changed, as a schema coordinate.</param>
/// <param name="Message">For people.</param>
public sealed record SchemaChange(ChangeSeverity Severity, string Code, string Coordinate, string Message)
{
    /// <summary>The use in an operation that the change meets; the coordinate unless it says otherwise.</summary>
    internal string Use { get; init; } = Coordinate;
}

/// <summary>A stored operation and the breaking changes that it meets.</summary>
public sealed record BrokenOperation(string Name, IReadOnlyList<SchemaChange> Changes);
