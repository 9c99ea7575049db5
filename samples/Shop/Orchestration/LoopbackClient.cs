using System.Net;

namespace Shop.Orchestration;

/// <summary>Clients for this machine's hosts: no redirect is followed, no proxy asked.</summary>
internal static class LoopbackClient
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <param name="cookies">Keeps cookies between requests; null sends only those that a request names.</param>
    public static HttpClient New(CookieContainer? cookies = null)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = cookies is not null,
            // Nobody signed the development certificate; it is believed on this machine and nowhere else.
            ServerCertificateCustomValidationCallback = (request, _, _, _) => request.RequestUri?.IsLoopback is true,
        };
        if (cookies is not null)
        {
            handler.CookieContainer = cookies;
        }

        return new HttpClient(handler) { Timeout = RequestTimeout };
    }
}
