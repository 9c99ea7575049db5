using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Local;

/// <summary>Calls resolvers in this process.</summary>
internal sealed class LocalSender(LocalFields fields, TimeProvider time) : ICallSender
{
    private static readonly HttpResponseHeaders NoHeaders = new HttpResponseMessage().Headers;

    public async ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        var left = Remaining(context);
        if (left == TimeSpan.Zero || cancellationToken.IsCancellationRequested)
        {
            // Nobody waits for it any more, so nothing may come of it either.
            return new(new SourceFailure(
                left == TimeSpan.Zero ? SourceFailureKind.Timeout : SourceFailureKind.Cancelled,
                $"{request.Target} was not called."));
        }

        try
        {
            // A copy of its own: a resolver that is late still reads it, when pooled memory is long somebody else's.
            using var parsed = JsonDocument.Parse(request.Body);
            var arguments = parsed.RootElement.Clone();
            var output = new PooledBytes();
            var writer = new Utf8JsonWriter(output);
            await using (writer.ConfigureAwait(false))
            {
                var call = new LocalCall(arguments, context.FindClaims, cancellationToken)
                {
                    Selection = (request.InProcess as SelectionPlan)?.With(context),
                };
                await fields.Find(request.Target)!(call, writer).AsTask()
                    .WaitAsync(left, time, cancellationToken).ConfigureAwait(false);
            }

            var length = output.Length;
            return new(new SourceResponse(200, "application/json", NoHeaders, null, output.Detach(), length));
        }
        catch (TimeoutException)
        {
            // The resolver may go on, into a buffer that nobody reads any more.
            return new(new SourceFailure(SourceFailureKind.Timeout, $"{request.Target} did not answer in time."));
        }
        catch (OperationCanceledException)
        {
            return new(new SourceFailure(SourceFailureKind.Cancelled, $"{request.Target} was given up."));
        }
#pragma warning disable CA1031 // A resolver is the host's own code: whatever it throws is an error of its field alone.
        catch (Exception exception) when (exception is not SourceException)
#pragma warning restore CA1031
        {
            return new(
                new SourceFailure(
                    SourceFailureKind.Unavailable, $"{request.Target}: {exception.Message}", null, exception));
        }
    }

    private TimeSpan Remaining(FetchContext context)
    {
        var left = context.Deadline.Remaining(time);
        return left == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
