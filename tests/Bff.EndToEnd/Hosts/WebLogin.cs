using Microsoft.AspNetCore.WebUtilities;

namespace Bff.EndToEnd.Hosts;

/// <summary>A browser's way through a login of the web host, step by step.</summary>
internal sealed class WebLogin(HostClient client)
{
    private readonly List<HostAnswer> _answers = [];

    /// <summary>All that the host answered on the way.</summary>
    public IReadOnlyList<HostAnswer> Answers => _answers;

    /// <returns>The session's cookie as a browser sends it back.</returns>
    public async Task<string> RunAsync(string username = "alice") => CookieOf(await CompleteAsync(username));

    /// <param name="username">alice or bob.</param>
    /// <param name="query">Of /bff/login, with its question mark.</param>
    /// <param name="cookie">What the browser holds for the host already.</param>
    /// <returns>The callback's answer; the first one where it does not lead to the provider.</returns>
    public async Task<HostAnswer> CompleteAsync(string username, string query = "", string? cookie = null)
    {
        (string, string)[] held = cookie is null ? [] : [("Cookie", cookie)];
        var begun = Keep(await client.GetAsync("/bff/login" + query, held));
        if (begun.Status != 303)
        {
            return begun;
        }

        var callback = await AuthorizeAsync(new Uri(begun.Header("Location")!), username);
        var loginCookie = begun.Header("Set-Cookie")!.Split(';')[0];
        return Keep(await client.GetAsync(
            callback.PathAndQuery, ("Cookie", cookie is null ? loginCookie : $"{cookie}; {loginCookie}")));
    }

    public static string CookieOf(HostAnswer ended)
    {
        var session = ended.Header("Set-Cookie")!.Split('\n')[0];
        Assert.Matches("^__Host-bff=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict$", session);
        return session.Split(';')[0];
    }

    /// <summary>Sends the provider's form.</summary>
    private static async Task<Uri> AuthorizeAsync(Uri authorize, string username)
    {
        var form = QueryHelpers.ParseQuery(authorize.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        form["username"] = username;
        form["password"] = username + "-password";
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(
            new Uri(authorize, authorize.AbsolutePath), content, TestContext.Current.CancellationToken);
        return answer.Headers.Location!;
    }

    private HostAnswer Keep(HostAnswer answer)
    {
        _answers.Add(answer);
        return answer;
    }
}
