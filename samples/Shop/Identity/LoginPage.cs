using System.Text;
using System.Text.Encodings.Web;

namespace Shop.Identity;

/// <summary>The provider's pages: plain HTML without script, everything that came from outside encoded.</summary>
internal static class LoginPage
{
    public static IResult Form(HttpContext context, AuthorizationRequest request, bool wrong)
    {
        var fields = new StringBuilder();
        foreach ((string name, string value) in request.Repeated())
            fields.Append($"""<input type="hidden" name="{name}" value="{Encode(value)}">""").Append('\n');
        string alert = wrong ? """<p role="alert" id="error">The user name or the password is wrong.</p>""" : "";
        string described = wrong ? """ aria-describedby="error" aria-invalid="true" """ : "";
        // Browsers hold the redirect that answers a form to form-action too.
        string policy = $"form-action 'self' {request.RedirectOrigin}";
        return Page(context, wrong ? 401 : 200, "Log in to the Shop", policy, $"""
            {alert}
            <form method="post" action="/authorize">
            {fields}<p><label for="username">User name</label><br>
            <input id="username" name="username" autocomplete="username" required{described}></p>
            <p><label for="password">Password</label><br>
            <input id="password" name="password" type="password" autocomplete="current-password"
            required{described}></p>
            <p><button type="submit">Log in</button></p>
            </form>
            """);
    }

    public static IResult Message(HttpContext context, int status, string title, string text) =>
        Page(context, status, title, "form-action 'none'", $"<p>{Encode(text)}</p>");

    private static IResult Page(HttpContext context, int status, string title, string formAction, string body)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; base-uri 'none'; frame-ancestors 'none'; {formAction}";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        string html = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{title}</title>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            {body}
            </main>
            </body>
            </html>
            """;
        return Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
