using System.Buffers;
using System.Text.Json;
using Gateway.Common.Policies.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Common.Transport;

/// <summary>Login, logout and the user of a browser session: <c>/bff/…</c>.</summary>
/// <remarks>No token is ever in what they answer.</remarks>
internal sealed class SessionEndpoints(LoginFlow flow, string callbackPath)
{
    public const string LoginPath = "/bff/login";
    public const string LogoutPath = "/bff/logout";
    public const string UserPath = "/bff/user";

    /// <summary>Claims that say nothing about the user, only about the token.</summary>
    private static readonly string[] TokenClaims =
        ["aud", "azp", "at_hash", "auth_time", "c_hash", "exp", "iat", "iss", "jti", "nbf", "nonce", "sid"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(LoginPath, LoginAsync).WithMetadata(EndpointAccess.Public("GET"));
        routes.Map(callbackPath, CallbackAsync).WithMetadata(EndpointAccess.Public("GET"));
        routes.Map(LogoutPath, LogoutAsync).WithMetadata(EndpointAccess.Public("GET", "POST"));
        routes.Map(UserPath, UserAsync).WithMetadata(EndpointAccess.Caller("GET"));
    }

    private async Task LoginAsync(HttpContext context)
    {
        var returnUrl = context.Request.Query["returnUrl"];
        var target = returnUrl.Count switch { 0 => null, 1 => returnUrl[0], _ => "" };
        var (start, failure) = await flow.BeginAsync(target, context.RequestAborted).ConfigureAwait(false);
        if (start is null)
        {
            await RefuseAsync(context, failure!).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Append("Set-Cookie", SessionCookie.Login.Format(start.LoginCookie));
        Redirect(context, start.RedirectUrl);
    }

    private async Task CallbackAsync(HttpContext context)
    {
        var query = context.Request.Query
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))
            .ToList();
        var cookies = context.Request.Cookies;
        var (end, failure) = await flow.CompleteAsync(
            query, cookies[SessionCookie.Login.Name], cookies[SessionCookie.Session.Name], context.RequestAborted)
            .ConfigureAwait(false);
        if (end is null)
        {
            await RefuseAsync(context, failure!).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Append("Set-Cookie", SessionCookie.Session.Format(end.SessionId));
        context.Response.Headers.Append("Set-Cookie", SessionCookie.Login.FormatRemoval());
        Redirect(context, end.ReturnUrl);
    }

    private async Task LogoutAsync(HttpContext context)
    {
        var id = context.Request.Query["sid"];
        var (redirectUrl, failure) = await flow.LogoutAsync(
            context.Request.Cookies[SessionCookie.Session.Name], id.Count == 1 ? id[0] : null, context.RequestAborted)
            .ConfigureAwait(false);
        if (redirectUrl is null)
        {
            await RefuseAsync(context, failure!).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.Append("Set-Cookie", SessionCookie.Session.FormatRemoval());
        Redirect(context, redirectUrl);
    }

    private static Task UserAsync(HttpContext context)
    {
        var session = context.Features.Get<Session>();
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            foreach (var (name, values) in RequestContext.Of(context).Caller.Claims)
            {
                if (!TokenClaims.Contains(name))
                {
                    Write(json, name, values);
                }
            }

            if (session is not null)
            {
                json.WriteString("logoutUrl"u8, $"{LogoutPath}?sid={session.LogoutId}");
            }

            json.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 1)
        {
            json.WriteString(name, values[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>303: whatever the method was, the browser goes on with GET.</summary>
    private static void Redirect(HttpContext context, string url)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = url;
    }

    private static Task RefuseAsync(HttpContext context, AuthenticationFailure failure) => ErrorAnswer.WriteAsync(
        context, failure.Status, failure.Code, failure.Status == 503 ? "Logins are not possible at the moment."
            : "The login or logout was refused.");
}
