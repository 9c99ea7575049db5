using System.Net.Http.Headers;
using System.Text;

namespace Shop.Identity;

/// <summary>Finds out which client calls the token endpoint. Source: RFC 6749 §2.3.1, §3.2.1.</summary>
internal static class ClientAuthentication
{
    /// <exception cref="OAuthException">Unknown client, wrong secret, or two ways at once.</exception>
    public static OAuthClient Authenticate(
        HttpRequest request, Parameters form, IReadOnlyList<OAuthClient> clients)
    {
        string? id = form.Find("client_id");
        string? secret = form.Find("client_secret");
        if (ReadBasic(request) is { } basic)
        {
            bool twice = secret is not null || (id is not null && id != basic.Id);
            if (twice) throw OAuthException.InvalidRequest("The client authenticates in two ways.");
            (id, secret) = basic;
        }

        OAuthClient client = clients.FirstOrDefault(known => known.Id == id) ?? throw OAuthException.InvalidClient();
        bool proven = client.Secret is null ? secret is null : Secrets.AreEqual(client.Secret, secret ?? "");
        return proven ? client : throw OAuthException.InvalidClient();
    }

    private static (string Id, string? Secret)? ReadBasic(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out AuthenticationHeaderValue? header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[Parameters.ValueCharsMax];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out int length))
            throw OAuthException.InvalidClient();
        string[] pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair.Length == 2 ? (Decode(pair[0]), Decode(pair[1])) : throw OAuthException.InvalidClient();
    }

    private static string Decode(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));
}
