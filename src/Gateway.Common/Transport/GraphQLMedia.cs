using Microsoft.Extensions.Primitives;

namespace Gateway.Common.Transport;

/// <summary>One of the media types that GraphQL answers have.</summary>
/// <remarks>Source: GraphQL over HTTP, "Media Types"; RFC 9110 §12.5.1.</remarks>
internal sealed class GraphQLMedia
{
    private const string ResponseType = "application/graphql-response+json";
    private const string JsonType = "application/json";
    private const string MultipartType = "multipart/form-data";

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
        var ranges = new AcceptedRanges();
        foreach (var value in accept)
        {
            foreach (var range in new HeaderElements(value, ','))
            {
                ranges.Add(range);
            }
        }

        if (ranges.IsEmpty)
        {
            return Json;
        }

        // Where a wildcard weighs both alike it is JSON: who knows the newer type names it.
        var wild = ranges.Application ?? ranges.Any ?? 0;
        var json = ranges.Json ?? wild;
        var response = ranges.Response ?? wild;
        return response > json || (response > 0 && response == json && ranges.Response is not null)
            ? Response
            : json > 0 ? Json : null;
    }

    /// <summary>Whether a request's body is JSON in UTF-8.</summary>
    public static bool IsJsonBody(string? contentType) => IsBody(contentType, JsonType);

    /// <summary>Whether a request's body is a form that may hold files.</summary>
    public static bool IsMultipartBody(string? contentType) => IsBody(contentType, MultipartType);

    private static bool IsBody(string? contentType, string type)
    {
        var parts = new HeaderElements(contentType, ';').GetEnumerator();
        if (!parts.MoveNext() || !parts.Current.Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        while (parts.MoveNext())
        {
            if (IsOtherCharset(parts.Current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOtherCharset(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
        && !parameter["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The weights of the ranges that matter here; null where a range is not named.</summary>
    private ref struct AcceptedRanges
    {
        public double? Response { get; private set; }

        public double? Json { get; private set; }

        public double? Application { get; private set; }

        public double? Any { get; private set; }

        /// <summary>An empty field says as little as none.</summary>
        public bool IsEmpty { get; private set; } = true;

        public AcceptedRanges()
        {
        }

        public void Add(ReadOnlySpan<char> range)
        {
            var parts = new HeaderElements(range, ';').GetEnumerator();
            if (!parts.MoveNext())
            {
                return;
            }

            IsEmpty = false;
            var type = parts.Current;
            var weight = Weight(ref parts);
            if (type.Equals(ResponseType, StringComparison.OrdinalIgnoreCase))
            {
                Response = Math.Max(Response ?? 0, weight);
            }
            else if (type.Equals(JsonType, StringComparison.OrdinalIgnoreCase))
            {
                Json = Math.Max(Json ?? 0, weight);
            }
            else if (type.Equals("application/*", StringComparison.OrdinalIgnoreCase))
            {
                Application = Math.Max(Application ?? 0, weight);
            }
            else if (type is "*/*")
            {
                Any = Math.Max(Any ?? 0, weight);
            }
        }

        /// <summary>1 where none is given, 0 (unwanted) where it makes no sense or names another charset.</summary>
        private static double Weight(ref HeaderElements parameters)
        {
            var weight = 1.0;
            while (parameters.MoveNext())
            {
                var parameter = parameters.Current;
                if (IsOtherCharset(parameter))
                {
                    return 0;
                }

                weight = parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                    ? HeaderElements.Weight(parameter[2..])
                    : weight;
            }

            return weight;
        }
    }
}
