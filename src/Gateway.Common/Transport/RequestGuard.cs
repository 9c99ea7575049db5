using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Transport;

/// <summary>What runs before every endpoint, in one order.</summary>
/// <remarks>
/// Every message of the log names its request itself: a scope would be carried along by every await.
/// Errors: none leaves here; what an endpoint throws becomes a 500 with the correlation id, its text only in the log.
/// </remarks>
internal sealed class RequestGuard(
    ICallerAuthenticator authenticator, FailureLimit? failures, CorsPolicy cors, ILogger logger)
{
    /// <summary>Fields that two readers might read differently when they are there twice.</summary>
    private static readonly string[] SingleHeaders =
        ["Content-Type", "Content-Encoding", "Origin", AntiForgery.HeaderName];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = new RequestContext(context);
        context.Features.Set(request);
        context.Response.Headers[CorrelationId.HeaderName] = request.CorrelationId;
        SecurityHeaders.Set(context);
        try
        {
            // Nothing up to the endpoint waits in a frame of its own: each is paid for by every request.
            if (Refuse(context, request, out var needsCaller) is { } refused)
            {
                await refused.ConfigureAwait(false);
                return;
            }

            if (needsCaller)
            {
                var result = await authenticator.AuthenticateAsync(context, request).ConfigureAwait(false);
                if (result.Failure is { } failure)
                {
                    await RefuseAsync(context, request, failure).ConfigureAwait(false);
                    return;
                }

                request.Caller = result.Identity!;
            }

            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away: nobody is left to be told.
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(context, exception).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The outermost place: the client gets an answer, the log the rest.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await FailAsync(context, request, exception).ConfigureAwait(false);
        }
    }

    /// <summary>All that needs no caller to be known.</summary>
    /// <returns>The answer that ends the request; null to go on.</returns>
    private Task? Refuse(HttpContext context, RequestContext request, out bool needsCaller)
    {
        needsCaller = true;
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<EndpointAccess>() is not { } access)
        {
            return RefuseUnmarkedAsync(context, endpoint);
        }

        if (cors.Apply(context, access))
        {
            return Task.CompletedTask;
        }

        if (!access.Allows(context.Request.Method))
        {
            context.Response.Headers.Allow = access.Allow;
            return ErrorAnswer.WriteAsync(
                context, 405, TransportErrorCodes.MethodNotAllowed, "This route has other methods; see Allow.");
        }

        if (context.Request.QueryString.HasValue
            && CredentialInUrl.Check(context.Request.QueryString.Value) is { } exposed)
        {
            return RefuseAsync(context, request, exposed);
        }

        if (RepeatedHeader(context.Request.Headers) is { } repeated)
        {
            return ErrorAnswer.WriteAsync(
                context, 400, TransportErrorCodes.HeaderRepeated, $"The header {repeated} is there more than once.");
        }

        needsCaller = access.NeedsCaller;
        return null;
    }

    private Task RefuseAsync(HttpContext context, RequestContext request, AuthenticationFailure failure)
    {
        if (failure.Status == StatusCodes.Status401Unauthorized && failures?.Admits(context) is false)
        {
            return ErrorAnswer.WriteAsync(
                context, 429, RequestErrorCodes.RateLimited, "Too many requests; see Retry-After.");
        }

        logger.LogInformation(
            "Refused {CorrelationId} with {Code}: {Detail}",
            request.CorrelationId, failure.Code, LogText.Clean(failure.Detail));
        if (failure.Status == StatusCodes.Status401Unauthorized && authenticator.Challenge is { } challenge)
        {
            context.Response.Headers.WWWAuthenticate = challenge;
        }

        var message = failure.Status switch
        {
            401 => "This needs a valid credential.",
            403 => "This request is not allowed.",
            503 => "Credentials cannot be checked at the moment.",
            _ => "The request is refused.",
        };
        return ErrorAnswer.WriteAsync(context, failure.Status, failure.Code, message);
    }

    private static Task RefuseAsync(HttpContext context, BadHttpRequestException exception)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        var isTooLarge = exception.StatusCode == StatusCodes.Status413PayloadTooLarge;
        return ErrorAnswer.WriteAsync(
            context,
            exception.StatusCode,
            isTooLarge ? TransportErrorCodes.BodyTooLarge : TransportErrorCodes.RequestMalformed,
            isTooLarge ? "The body is larger than allowed." : "The request is not valid HTTP.");
    }

    private Task FailAsync(HttpContext context, RequestContext request, Exception exception)
    {
        logger.LogError(exception, "Request {CorrelationId} failed", request.CorrelationId);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return ErrorAnswer.WriteAsync(context, 500, RequestErrorCodes.Internal, "Something went wrong here.");
    }

    /// <summary>No endpoint is a 404; one without a mark is a mistake of ours, and closed for that.</summary>
    private Task RefuseUnmarkedAsync(HttpContext context, Endpoint? endpoint)
    {
        if (endpoint is null or not RouteEndpoint)
        {
            return ErrorAnswer.WriteAsync(context, 404, TransportErrorCodes.NotFound, "Nothing is served here.");
        }

        logger.LogError("The endpoint {Endpoint} has no access mark", endpoint.DisplayName);
        return ErrorAnswer.WriteAsync(
            context, 500, TransportErrorCodes.EndpointUnmarked, "Something went wrong here.");
    }

    private static string? RepeatedHeader(IHeaderDictionary headers)
    {
        foreach (var name in SingleHeaders)
        {
            if (headers.TryGetValue(name, out var values) && values.Count > 1)
            {
                return name;
            }
        }

        return null;
    }
}
