using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Gateway.Common.Transport;

/// <summary>One of the media types that GraphQL answers have.</summary>
/// <remarks>Source: GraphQL over HTTP, "Media Types"; RFC 9110 §12.5.1.</remarks>
internal sealed class GraphQLMedia
{
    private const string ResponseType = "application/graphql-response+json";
    private const string JsonType = "application/json";

    private GraphQLMedia(string type, bool isJson)
    {
        ContentType = $"{type}; charset=utf-8";
        IsJson = isJson;
    }

    public static GraphQLMedia Response { get; } = new(ResponseType, isJson: false);

    /// <summary>Older clients: whatever the document does wrong is answered with 200.</summary>
    public static GraphQLMedia Json { get; } = new(JsonType, isJson: true);

    public string ContentType { get; }

    public bool IsJson { get; }

    /// <summary>The media type a client likes best; JSON where it does not say; null where it takes neither.</summary>
    public static GraphQLMedia? Negotiate(StringValues accept)
    {
        if (accept.Count == 0)
        {
            return Json;
        }

        double response = -1, json = -1, any = -1;
        foreach (var value in accept)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                Weigh(value.AsSpan()[range].Trim(), ref response, ref json, ref any);
            }
        }

        // A wildcard speaks for JSON alone: who knows the newer type names it.
        json = json < 0 ? any : json;
        return response > 0 && response >= json ? Response : json > 0 ? Json : null;
    }

    /// <summary>Whether a request's body is JSON in UTF-8.</summary>
    public static bool IsJsonBody(string? contentType)
    {
        var text = contentType.AsSpan();
        var end = text.IndexOf(';');
        if (!(end < 0 ? text : text[..end]).Trim().Equals(JsonType, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var range in end < 0 ? default : text[(end + 1)..].Split(';'))
        {
            var parameter = text[(end + 1)..][range].Trim();
            if (parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
                && !parameter["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static void Weigh(ReadOnlySpan<char> range, ref double response, ref double json, ref double any)
    {
        var end = range.IndexOf(';');
        var type = (end < 0 ? range : range[..end]).Trim();
        var quality = end < 0 ? 1 : Quality(range[(end + 1)..]);
        if (type.Equals(ResponseType, StringComparison.OrdinalIgnoreCase))
        {
            response = Math.Max(response, quality);
        }
        else if (type.Equals(JsonType, StringComparison.OrdinalIgnoreCase))
        {
            json = Math.Max(json, quality);
        }
        else if (type is "*/*" || type.Equals("application/*", StringComparison.OrdinalIgnoreCase))
        {
            any = Math.Max(any, quality);
        }
    }

    /// <summary>1 where none is given, 0 (unwanted) where it makes no sense or names another charset.</summary>
    private static double Quality(ReadOnlySpan<char> parameters)
    {
        var quality = 1.0;
        foreach (var part in parameters.Split(';'))
        {
            var parameter = parameters[part].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            {
                quality = double.TryParse(
                    parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given)
                    && given <= 1 ? given : 0;
            }
            else if (parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
                && !parameter["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return 0;
            }
        }

        return quality;
    }
}
