using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Http2;

/// <summary>Streams whose waiting is to be ended when all that was received is read.</summary>
/// <remarks>
/// They are told in groups, one after the other: a hop to another thread costs as much as a small answer does. What
/// more than one group holds is told side by side.
/// </remarks>
/// <param name="groupMax">Streams of a group.</param>
internal sealed class ReadyStreams(int groupMax)
{
    /// <summary>With as many small answers a thread is busy for a quarter of a millisecond.</summary>
    private const int GroupDefault = 8;

    private readonly List<Http2Stream> _streams = [];

    /// <summary>One where a call may block the thread that it goes on: others do not wait for it then.</summary>
    public static int GroupMax { get; } = SocketThreads.MayBeBlocked ? 1 : GroupDefault;

    public void Add(Http2Stream stream) => _streams.Add(stream);

    /// <summary>Has all told by the pool.</summary>
    public void Release()
    {
        while (TakeGroup() is { } group)
        {
            ThreadPool.UnsafeQueueUserWorkItem(group, preferLocal: false);
        }
    }

    /// <summary>Has all but one group told by the pool.</summary>
    /// <returns>The one, for <see cref="Http2Stream.Execute"/>; null for none.</returns>
    public Http2Stream? ReleaseAllButOne()
    {
        var own = TakeGroup();
        Release();
        return own;
    }

    /// <returns>The first stream of a group; null where there is none.</returns>
    private Http2Stream? TakeGroup()
    {
        Http2Stream? first = null;
        for (var count = 0; count < groupMax && _streams.Count > 0; count++)
        {
            var stream = _streams[^1];
            _streams.RemoveAt(_streams.Count - 1);
            stream.Following = first;
            first = stream;
        }

        return first;
    }
}
