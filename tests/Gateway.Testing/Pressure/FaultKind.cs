namespace Gateway.Testing.Pressure;

/// <summary>How a call's answer is spoilt.</summary>
internal enum FaultKind
{
    None,

    /// <summary>Status 500 and a page.</summary>
    ServerError,

    /// <summary>The connection is cut in the middle of the body.</summary>
    HalfBody,

    /// <summary>A whole HTTP message that holds half of the JSON.</summary>
    HalfJson,

    /// <summary>Status 200, JSON's media type, and a page.</summary>
    NotJson,

    /// <summary>The connection is cut before the answer.</summary>
    Cut,

    /// <summary>No answer until the caller gives up.</summary>
    Slow,
}
