using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Endpoints;

/// <summary>Why a request got no value. Source: RFC 9457.</summary>
/// <param name="Detail">Safe for clients: the gateway's own words about the request, or null.</param>
/// <param name="Reason">What a source's own contract names, as a code of capitals; null for none.</param>
internal readonly record struct EndpointProblem(
    ProblemKind Kind, string? Detail = null, string? Reason = null)
{
    /// <summary>Characters of a detail; the rest is cut off.</summary>
    public const int DetailCharactersMax = 500;

    public const string MediaType = "application/problem+json";

    public static EndpointProblem Of(string code, string? detail = null) =>
        new(ProblemCatalogue.OfRefusal(code), detail);

    public void Write(string correlationId, PooledBytes output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("type"u8, Kind.Type);
        json.WriteString("title"u8, Kind.Title);
        json.WriteNumber("status"u8, Kind.Status);
        if (Detail is not null)
        {
            json.WriteString("detail"u8, Detail.AsSpan(0, Math.Min(Detail.Length, DetailCharactersMax)));
        }

        json.WriteString("code"u8, Kind.Code);
        if (Reason is not null)
        {
            json.WriteString("reason"u8, Reason);
        }

        json.WriteString("correlationId"u8, correlationId);
        json.WriteEndObject();
    }
}
