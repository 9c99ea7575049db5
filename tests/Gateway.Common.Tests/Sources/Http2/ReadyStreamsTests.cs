using System.Collections.Concurrent;
using Gateway.Common.Sources.Http2;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Who is told by whom that an answer came.</summary>
public sealed class ReadyStreamsTests
{
    private readonly ConcurrentQueue<(int Number, int Thread)> _told = new();

    [Theory]
    [InlineData(1, 4)]
    [InlineData(5, 4)]
    [InlineData(8, 4)]
    [InlineData(9, 1)]
    public async Task Each_is_told_once_and_one_group_here(int count, int groupMax)
    {
        var ready = new ReadyStreams(groupMax);
        var waiting = Enumerable.Range(0, count).Select(number => WaitAsync(ready, number)).ToArray();

        var own = ready.ReleaseAllButOne();
        Assert.NotNull(own);
        own.Execute();

        var here = _told.Where(static told => told.Thread == Environment.CurrentManagedThreadId)
            .Select(static told => told.Number);
        Assert.Equal(Enumerable.Range(0, count).TakeLast(groupMax), here);
        await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, count), _told.Select(static told => told.Number).Order());
        Assert.Null(ready.ReleaseAllButOne());
    }

    [Fact]
    public async Task A_group_of_the_pool_is_told_in_order()
    {
        var ready = new ReadyStreams(groupMax: 4);
        var waiting = Enumerable.Range(0, 4).Select(number => WaitAsync(ready, number)).ToArray();

        ready.Release();

        await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, 4), _told.Select(static told => told.Number));
    }

    /// <summary>A stream that is used again by who was told no longer leads to those behind it.</summary>
    [Fact]
    public async Task Who_is_told_may_use_the_stream_again()
    {
        var ready = new ReadyStreams(groupMax: 2);
        var first = new Http2Stream(null!);
        var again = WaitAsync(ready, 0, first, () =>
        {
            first.Begin(3, default, 0, isRead: false);
            Assert.Null(first.Following);
        });
        var second = WaitAsync(ready, 1);

        ready.ReleaseAllButOne()!.Execute();

        await Task.WhenAll(again, second);
    }

    private Task WaitAsync(ReadyStreams ready, int number) => WaitAsync(ready, number, new Http2Stream(null!), null);

    private async Task WaitAsync(ReadyStreams ready, int number, Http2Stream stream, Action? then)
    {
        stream.Begin(1, default, 0, isRead: false);
        Assert.True(stream.Notify());
        ready.Add(stream);
        await stream.Waiting.ConfigureAwait(false);
        _told.Enqueue((number, Environment.CurrentManagedThreadId));
        then?.Invoke();
    }
}
