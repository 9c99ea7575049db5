namespace Shop.Rest;

/// <summary>Errors of the REST backends as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class Problem
{
    public static IResult NotFound(string what, string id) => Results.Problem(
        statusCode: StatusCodes.Status404NotFound, title: "Not found", detail: $"There is no {what} '{Shown(id)}'.");

    public static IResult BadRequest(string detail) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "Bad request", detail: detail);

    // What a caller sent is repeated only in part.
    private static string Shown(string id) => id.Length <= 32 ? id : id[..32] + "…";
}
