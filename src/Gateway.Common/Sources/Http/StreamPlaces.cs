using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Sources.Http;

/// <summary>Bounds how many streams of a source are open: <see cref="StreamOptions.OpenMax"/>.</summary>
internal sealed class StreamPlaces(SourceTransportOptions options)
{
    private int _taken;

    /// <returns>Null where there was a place, which is to be left again.</returns>
    public SourceFailure? TryEnter()
    {
        if (Interlocked.Increment(ref _taken) <= options.Streams.OpenMax)
        {
            return null;
        }

        Leave();
        return new SourceFailure(
            SourceFailureKind.Overloaded, $"{options.Name}: {options.Streams.OpenMax} streams are open.");
    }

    public void Leave() => Interlocked.Decrement(ref _taken);
}
