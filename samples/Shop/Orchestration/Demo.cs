using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Shop.Orchestration;

/// <summary>Sends the demo requests one after the other; a failure of one does not keep the others back.</summary>
internal sealed class Demo(ShopPorts ports, IReadOnlyList<HostLaunch> hosts, PartnerKey key, HttpClient client)
{
    public async IAsyncEnumerable<DemoAnswer> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        yield return await SendAsync(DemoRequests.WebWithoutSession(ports), Task.FromResult, cancel);
        yield return await SendAsync(
            DemoRequests.WebWithSession(ports, "(no session)"),
            async _ => DemoRequests.WebWithSession(
                ports, await WebLogin.RunAsync(new Uri(ports.Web, DemoRequests.WebLoginPath), cancel)),
            cancel);
        yield return await SendAsync(
            DemoRequests.MobileHomeScreen(ports, "(no token)", []),
            async _ => DemoRequests.MobileHomeScreen(
                ports, await FetchTokenAsync(cancel), await ReadHomeScreenAsync(cancel)),
            cancel);
        yield return await SendAsync(DemoRequests.PartnerInvoice(ports, key.Text), Task.FromResult, cancel);
    }

    /// <param name="plain">The request as it stands when it cannot be prepared.</param>
    /// <param name="prepare">Fills in what the request needs: a session, a token.</param>
    /// <param name="cancel">Stops the demo.</param>
    private async Task<DemoAnswer> SendAsync(
        DemoRequest plain, Func<DemoRequest, Task<DemoRequest>> prepare, CancellationToken cancel)
    {
        var request = plain;
        try
        {
            request = await prepare(plain);
            using var message = request.ToMessage();
            using var response = await client.SendAsync(message, cancel);
            return new DemoAnswer(request, (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception error) when (IsAnswer(error, cancel))
        {
            return new DemoAnswer(request, 0, error.Message);
        }
    }

    private static bool IsAnswer(Exception error, CancellationToken cancel) =>
        error is HttpRequestException or StartException or IOException or JsonException or KeyNotFoundException
        || (error is OperationCanceledException && !cancel.IsCancellationRequested);

    private async Task<string> FetchTokenAsync(CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent([new("username", DemoRequests.Username)]);
        using var response = await client.PostAsync(DemoRequests.TokenUrl(ports), form, cancel);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    private Task<byte[]> ReadHomeScreenAsync(CancellationToken cancel)
    {
        var folder = hosts.Single(host => host.Name == "mobile").Folder;
        return File.ReadAllBytesAsync(Path.Combine(folder, DemoRequests.HomeScreenFile), cancel);
    }
}
