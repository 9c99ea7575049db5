using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Shop.Rest;

/// <summary>Answers of the REST backends: snake_case JSON or other bytes, with ETag.</summary>
/// <remarks>Source: RFC 9110 §8.8.3 (ETag), §13.1.2 (If-None-Match).</remarks>
internal static class JsonAnswer
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>200 with the body, or 304 where the caller already has it.</summary>
    public static IResult Ok<T>(HttpRequest request, T body) =>
        Bytes(request, JsonSerializer.SerializeToUtf8Bytes(body, Options), "application/json");

    /// <inheritdoc cref="Ok"/>
    public static IResult Bytes(HttpRequest request, byte[] bytes, string contentType)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
        request.HttpContext.Response.Headers.ETag = tag.ToString();
        return Matches(request, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(bytes, contentType);
    }

    private static bool Matches(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
