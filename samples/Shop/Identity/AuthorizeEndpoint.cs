using Microsoft.AspNetCore.WebUtilities;

namespace Shop.Identity;

/// <summary>Lets a user log in and sends the browser back with a code (RFC 6749 §4.1, RFC 9207).</summary>
/// <remarks>There is no session at the provider: every authorization asks for the password.</remarks>
internal sealed class AuthorizeEndpoint(
    IReadOnlyList<OAuthClient> clients, CodeStore codes, TimeProvider time, Func<string> issuer)
{
    public IResult Show(HttpContext context) => Answer(
        context,
        () => Parameters.OfQuery(context.Request),
        (_, request) => LoginPage.Form(context, request, wrong: false));

    public async Task<IResult> LogInAsync(HttpRequest httpRequest)
    {
        HttpContext context = httpRequest.HttpContext;
        Parameters? form = null;
        OAuthException? unreadable = null;
        try
        {
            form = await Parameters.OfFormAsync(httpRequest);
        }
        catch (OAuthException error)
        {
            unreadable = error;
        }

        return Answer(context, () => form ?? throw unreadable!, (parameters, request) =>
        {
            ShopUser? user = ShopUser.LogIn(parameters.Find("username"), parameters.Find("password"));
            if (user is null) return LoginPage.Form(context, request, wrong: true);
            var grant = new Grant(request.Client, user, request.Scope, time.GetUtcNow(), request.Nonce);
            string code = codes.Add(grant, request.RedirectUri, request.Challenge);
            return SendBack(context, request.RedirectUri, request.State, ("code", code));
        });
    }

    private IResult Answer(
        HttpContext context, Func<Parameters> read, Func<Parameters, AuthorizationRequest, IResult> answer)
    {
        Parameters parameters;
        OAuthClient client;
        string redirectUri;
        try
        {
            parameters = read();
            (client, redirectUri) = AuthorizationRequest.ReadRecipient(parameters, clients);
        }
        catch (OAuthException error)
        {
            return LoginPage.Message(context, error.Status, "This login cannot go on", error.Message);
        }

        try
        {
            return answer(parameters, AuthorizationRequest.Read(parameters, client, redirectUri));
        }
        catch (OAuthException error)
        {
            return SendBack(
                context,
                redirectUri,
                StateOf(parameters),
                ("error", error.Error),
                ("error_description", error.Message));
        }
    }

    private IResult SendBack(
        HttpContext context, string redirectUri, string? state, params (string Name, string Value)[] answer)
    {
        string location = redirectUri;
        foreach ((string name, string value) in answer)
            location = QueryHelpers.AddQueryString(location, name, value);
        if (state is not null) location = QueryHelpers.AddQueryString(location, "state", state);
        location = QueryHelpers.AddQueryString(location, "iss", issuer());
        context.Response.Headers.Location = location;
        context.Response.Headers.CacheControl = "no-store";
        // 303: the browser must not post the password on (RFC 9700 §4.12).
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string? StateOf(Parameters parameters)
    {
        try
        {
            return parameters.Find("state");
        }
        catch (OAuthException)
        {
            return null;
        }
    }
}
