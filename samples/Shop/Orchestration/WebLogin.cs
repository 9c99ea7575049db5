using System.Net;
using System.Text.RegularExpressions;

namespace Shop.Orchestration;

/// <summary>Logs a user in as a browser does: redirects, the provider's form, the session cookie.</summary>
internal sealed class WebLogin(HttpClient client)
{
    private const int StepsMax = 10;

    private static readonly Regex HiddenField =
        new("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""", RegexOptions.NonBacktracking);

    /// <returns>The <c>Cookie</c> header of the session.</returns>
    /// <exception cref="StartException">A step is not answered as a login is.</exception>
    public static async Task<string> RunAsync(Uri start, CancellationToken cancel)
    {
        var cookies = new CookieContainer();
        using var client = LoopbackClient.New(cookies);
        return await new WebLogin(client).RunAsync(start, cookies, cancel);
    }

    private async Task<string> RunAsync(Uri start, CookieContainer cookies, CancellationToken cancel)
    {
        var step = new Step(start, Form: null);
        for (var count = 0; count < StepsMax; count++)
        {
            var next = await TakeAsync(step, cancel);
            if (next is null)
            {
                var header = cookies.GetCookieHeader(start);
                return header.Length > 0 ? header : throw new StartException($"{step.Url} left no session cookie.");
            }

            step = next;
        }

        throw new StartException($"The login at {start} has more than {StepsMax} steps.");
    }

    /// <returns>Null when the login is over: a page that is neither a redirect nor a form.</returns>
    private async Task<Step?> TakeAsync(Step step, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(step.Form is null ? HttpMethod.Get : HttpMethod.Post, step.Url);
        request.Content = step.Form is null ? null : new FormUrlEncodedContent(step.Form);
        using var response = await client.SendAsync(request, cancel);
        if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
        {
            return new Step(new Uri(step.Url, location), Form: null);
        }

        var page = await response.Content.ReadAsStringAsync(cancel);
        var isForm = step.Form is null && page.Contains("type=\"password\"", StringComparison.Ordinal);
        if (isForm)
        {
            return new Step(new Uri(step.Url, step.Url.AbsolutePath), FillIn(page));
        }

        // 404: Bff.Web may send the browser on to a page that only a front end serves.
        return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound
            ? null
            : throw new StartException($"{step.Url.GetLeftPart(UriPartial.Path)} answers {(int)response.StatusCode}.");
    }

    private static Dictionary<string, string> FillIn(string page)
    {
        var form = HiddenField.Matches(page).ToDictionary(
            field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        form["username"] = DemoRequests.Username;
        form["password"] = DemoRequests.Password;
        return form;
    }

    private sealed record Step(Uri Url, Dictionary<string, string>? Form);
}
