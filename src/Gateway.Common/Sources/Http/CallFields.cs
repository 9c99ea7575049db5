using Gateway.Common.Sources.Credentials;
using Gateway.Common.Telemetry;

namespace Gateway.Common.Sources.Http;

/// <summary>Takes header fields one by one, in the form that one client sends.</summary>
internal interface IFieldWriter
{
    void Write(string name, ReadOnlySpan<char> value);
}

/// <summary>The header fields of a source's calls, beside those that tell of the body and the connection.</summary>
/// <remarks>Credentials stand alone in their field: no argument and no forwarded field takes their place.</remarks>
internal sealed class CallFields(SourceTransportOptions options, TimeProvider time)
{
    private readonly string[] _forwarded =
    [
        TracingHeaders.TraceState, TracingHeaders.CorrelationId, .. TracingHeaders.Except(options.ForwardedHeaders),
    ];

    public SourceCredentials Credentials { get; } = new(options.Credentials);

    /// <exception cref="SourceException">
    /// A value could end its line and begin a field of its own; or the caller has no credentials to pass on.
    /// </exception>
    public void Write<TWriter>(SourceRequest request, FetchContext context, ref TWriter writer)
        where TWriter : struct, IFieldWriter
    {
        var own = Credentials.FieldOf(context);
        if (own is { } credential)
        {
            WriteSafe(ref writer, credential.Key, credential.Value, null);
        }

        if (request.Accept is { } accept)
        {
            writer.Write("Accept", accept);
        }

        foreach (var (name, value) in request.GivenHeaders)
        {
            WriteSafe(ref writer, name, value, own?.Key);
        }

        foreach (var (name, value) in options.Headers)
        {
            WriteSafe(ref writer, name, value, own?.Key);
        }

        if (request.DeadlineHeader is { } tell && context.Deadline.Remaining(time) is var left
            && left < TimeSpan.MaxValue)
        {
            var (name, value) = tell(left);
            WriteSafe(ref writer, name, value, own?.Key);
        }

        if (context.Trace is { } trace)
        {
            Span<char> parent = stackalloc char[TraceContext.ParentLength];
            trace.WriteParent(parent);
            WriteSafe(ref writer, TracingHeaders.TraceParent, parent, own?.Key);
        }

        foreach (var name in _forwarded)
        {
            if (context.FindHeader(name) is { } value)
            {
                WriteSafe(ref writer, name, value, own?.Key);
            }
        }
    }

    /// <param name="taken">The name of a field that is there already; null for none.</param>
    private static void WriteSafe<TWriter>(ref TWriter writer, string name, ReadOnlySpan<char> value, string? taken)
        where TWriter : struct, IFieldWriter
    {
        if (name.Equals(taken, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (value.IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"The value for the header {name} holds a line break.");
        }

        writer.Write(name, value);
    }
}
