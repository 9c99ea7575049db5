using System.Globalization;

namespace Shop.Orchestration;

/// <summary>Waits until hosts answer <c>GET /health/ready</c> with success.</summary>
internal sealed class Readiness(HttpClient client, TextWriter output, TimeProvider clock)
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(5);

    /// <exception cref="StartException">A host ended, or one is not ready within <see cref="Bound"/>.</exception>
    public async Task WaitAsync(IReadOnlyList<HostProcess> hosts, CancellationToken cancel)
    {
        using var firstFailure = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waits = hosts.Select(host => WaitAsync(host, firstFailure.Token)).ToList();
        await foreach (var wait in Task.WhenEach(waits))
        {
            if (!wait.IsCompletedSuccessfully)
            {
                await firstFailure.CancelAsync();
                await wait;
            }
        }
    }

    private async Task WaitAsync(HostProcess host, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        var reported = TimeSpan.Zero;
        while (true)
        {
            var answer = await TryAsync(host, cancel);
            var waited = clock.GetElapsedTime(start);
            if (answer is null)
            {
                await output.WriteLineAsync(Line(host, "ready", waited));
                return;
            }

            if (host.Exited.IsCompleted)
            {
                throw new StartException(host.Obituary);
            }

            if (waited > Bound)
            {
                throw new StartException(
                    $"{host.Launch.Name} is not ready after {Seconds(Bound)}: {answer}.{host.LastLines}");
            }

            if (waited - reported > ReportEvery)
            {
                reported = waited;
                await output.WriteLineAsync(Line(host, $"waiting, {answer}", waited));
            }

            await Task.WhenAny(host.Exited, Task.Delay(Pause, clock, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <returns>Null when ready; else why not.</returns>
    private async Task<string?> TryAsync(HostProcess host, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(TryTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            using var response = await client.GetAsync(new Uri(host.Launch.Url, "/health/ready"), either.Token);
            return response.IsSuccessStatusCode ? null : $"/health/ready answers {(int)response.StatusCode}";
        }
        catch (HttpRequestException)
        {
            return "no answer yet";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }

    private static string Line(HostProcess host, string state, TimeSpan waited) =>
        $"  {host.Launch.Name,-10} {host.Launch.Url.GetLeftPart(UriPartial.Authority),-26} {state} ({Seconds(waited)})";

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
