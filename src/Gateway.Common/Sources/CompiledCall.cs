using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>
/// One bound field made ready to be called: request bytes from argument values, rows from answer bytes.
/// </summary>
/// <remarks>Shape: immutable and shared by requests; all lookups by name were done when it was compiled.</remarks>
internal abstract class CompiledCall
{
    /// <summary>Whether the call does no more when sent twice.</summary>
    public abstract bool IsIdempotent { get; }

    /// <summary>Fills the request. Runs before anything is sent.</summary>
    /// <remarks>
    /// Errors: <see cref="SourceException"/> with <see cref="SourceErrorCodes.InvalidArgument"/> for a value that the
    /// wire cannot carry.
    /// </remarks>
    public abstract void Prepare(CallArguments arguments, SourceRequest request);

    /// <summary>Reads the answer and gives the field's value: null, a value, a row or a list of them.</summary>
    /// <remarks>
    /// The store is held exclusively. Values in the answer that can be copied out unchanged stay in its array
    /// (<see cref="SourceResponse.Detach"/>, <see cref="ResultStore.AddBuffer"/>); others are converted into the
    /// store's arena.
    /// Errors: <see cref="SourceException"/>; a wrong value inside becomes an error cell at its place.
    /// </remarks>
    public abstract Cell Read(ResultStore store, SourceResponse response);
}
