using Microsoft.Extensions.Primitives;

namespace Shop.Identity;

/// <summary>Query or form parameters, each given at most once and bounded in length (RFC 6749 §3.1, §3.2).</summary>
internal sealed class Parameters(Func<string, StringValues> read)
{
    public const int ValueCharsMax = 2_000;

    public static Parameters OfQuery(HttpRequest request) => new(name => request.Query[name]);

    public static async Task<Parameters> OfFormAsync(HttpRequest request)
    {
        if (!request.HasFormContentType) throw OAuthException.InvalidRequest("The body must be a form.");
        IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return new Parameters(name => form[name]);
    }

    /// <summary>The value, or null where it is absent or empty.</summary>
    /// <exception cref="OAuthException">It is given twice or too long.</exception>
    public string? Find(string name)
    {
        StringValues values = read(name);
        if (values.Count > 1) throw OAuthException.InvalidRequest($"'{name}' is given more than once.");
        string? value = values.Count == 0 ? null : values[0];
        if (value?.Length > ValueCharsMax) throw OAuthException.InvalidRequest($"'{name}' is too long.");
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public string Require(string name) =>
        Find(name) ?? throw OAuthException.InvalidRequest($"'{name}' is missing.");
}
