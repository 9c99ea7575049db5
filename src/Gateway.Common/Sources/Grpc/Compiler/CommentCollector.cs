namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Sorts the comments between two tokens: to the one before, to the one behind, or to neither.</summary>
/// <remarks>
/// Shape: lines of <c>//</c> without a blank line between them are one comment. The first comment may belong to what is
/// in front, unless a blank line is between; the last to what is behind, unless one is.
/// Source: descriptor.proto, SourceCodeInfo.Location.
/// </remarks>
internal sealed class CommentCollector(bool isStart)
{
    private bool _mayTrail = !isStart;
    private bool _isBlock;

    public string? Trailing { get; private set; }

    /// <summary>The last comment, as long as nothing says that it belongs to nothing.</summary>
    public string? Pending { get; private set; }

    public void Add(string comment, bool isBlock)
    {
        if (Pending is not null && (isBlock || _isBlock))
        {
            Flush();
        }

        Pending += comment;
        _isBlock = isBlock;
    }

    /// <summary>Nothing that follows is part of the comment.</summary>
    public void Flush()
    {
        if (Pending is not null && _mayTrail)
        {
            Trailing = Pending;
            _mayTrail = false;
        }

        Pending = null;
    }

    /// <summary>Nothing that follows belongs to what is in front.</summary>
    public void EndTrailing() => _mayTrail = false;
}
