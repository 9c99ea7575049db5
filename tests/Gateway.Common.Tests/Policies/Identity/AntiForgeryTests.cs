using Gateway.Common.Policies.Identity;

namespace Gateway.Common.Tests.Policies.Identity;

public sealed class AntiForgeryTests
{
    private const string Own = "https://shop.example";

    [Theory]
    [InlineData("GET", "1", null, null, null, true)]
    [InlineData("GET", "1", null, Own, "same-origin", true)]
    [InlineData("POST", "1", "application/json", Own, "same-origin", true)]
    [InlineData("POST", "1", "application/json; charset=utf-8", Own, null, true)]
    [InlineData("POST", "1", "application/graphql-response+json", null, "same-origin", true)]
    [InlineData("POST", "1", "application/json", null, null, true)]
    [InlineData("DELETE", "1", null, Own, "same-origin", true)]
    [InlineData("GET", null, null, null, null, false)]
    [InlineData("GET", "", null, Own, "same-origin", false)]
    [InlineData("POST", null, "application/json", Own, "same-origin", false)]
    [InlineData("POST", "0", "application/json", Own, "same-origin", false)]
    [InlineData("POST", "1, 1", "application/json", Own, "same-origin", false)]
    [InlineData("POST", "1", "text/plain", Own, "same-origin", false)]
    [InlineData("POST", "1", "TEXT/PLAIN; charset=utf-8", Own, "same-origin", false)]
    [InlineData("POST", "1", "application/x-www-form-urlencoded", Own, "same-origin", false)]
    [InlineData("POST", "1", "multipart/form-data; boundary=x", Own, "same-origin", false)]
    [InlineData("POST", "1", null, Own, "same-origin", false)]
    [InlineData("POST", "1", " ; x", Own, "same-origin", false)]
    [InlineData("PUT", "1", "text/plain", Own, "same-origin", false)]
    [InlineData("POST", "1", "application/json", "https://evil.test", null, false)]
    [InlineData("POST", "1", "application/json", "https://shop.example.evil.test", null, false)]
    [InlineData("POST", "1", "application/json", "https://evilshop.example", null, false)]
    [InlineData("POST", "1", "application/json", "https://a.shop.example", null, false)]
    [InlineData("POST", "1", "application/json", "http://shop.example", null, false)]
    [InlineData("POST", "1", "application/json", "https://shop.example:8443", null, false)]
    [InlineData("POST", "1", "application/json", "https://SHOP.example", null, false)]
    [InlineData("POST", "1", "application/json", "null", null, false)]
    [InlineData("POST", "1", "application/json", "", null, false)]
    [InlineData("POST", "1", "application/json", Own, "cross-site", false)]
    [InlineData("POST", "1", "application/json", Own, "same-site", false)]
    [InlineData("POST", "1", "application/json", Own, "none", false)]
    [InlineData("GET", "1", null, null, "cross-site", false)]
    [InlineData("get", "1", null, null, null, false)]
    public void Only_calls_of_our_own_pages_pass(
        string method, string? header, string? type, string? origin, string? site, bool allowed)
    {
        var failure = AntiForgery.Check(new RequestOrigin(method, header, type, origin, site), Own);
        Assert.Equal(allowed ? null : "ANTI_FORGERY", failure?.Code);
        Assert.Equal(allowed ? null : 403, failure?.Status);
    }

    /// <summary>An origin of the settings may call from another site; all else stays as it is.</summary>
    [Theory]
    [InlineData("1", "application/json", "https://app.example", "cross-site", true)]
    [InlineData("1", "application/json", "https://app.example", "same-site", true)]
    [InlineData("1", "application/json", Own, "same-origin", true)]
    [InlineData(null, "application/json", "https://app.example", "cross-site", false)]
    [InlineData("1", "text/plain", "https://app.example", "cross-site", false)]
    [InlineData("1", "application/json", "https://app.example.evil.test", "cross-site", false)]
    [InlineData("1", "application/json", "http://app.example", "cross-site", false)]
    [InlineData("1", "application/json", null, "cross-site", false)]
    [InlineData("1", "application/json", Own, "cross-site", false)]
    public void Listed_origins_call_as_our_own_pages_do(
        string? header, string type, string? origin, string site, bool allowed) => Assert.Equal(
            allowed,
            AntiForgery.Check(
                new RequestOrigin("POST", header, type, origin, site), Own, ["https://app.example"]) is null);

    /// <summary>Where files may come; the header and the origin are asked for all the same.</summary>
    [Theory]
    [InlineData("1", "multipart/form-data; boundary=x", Own, "same-origin", true)]
    [InlineData(null, "multipart/form-data; boundary=x", Own, "same-origin", false)]
    [InlineData("1", "multipart/form-data; boundary=x", "https://evil.test", null, false)]
    [InlineData("1", "multipart/form-data; boundary=x", Own, "cross-site", false)]
    [InlineData("1", "text/plain", Own, "same-origin", false)]
    [InlineData("1", "application/x-www-form-urlencoded", Own, "same-origin", false)]
    public void A_form_with_files_passes_only_where_settings_let_it(
        string? header, string type, string origin, string? site, bool allowed) => Assert.Equal(
            allowed,
            AntiForgery.Check(
                new RequestOrigin("POST", header, type, origin, site), Own, allowsMultipart: true) is null);

    [Fact]
    public void Cookies_have_exactly_these_attributes()
    {
        Assert.Equal("__Host-bff=id; Path=/; Secure; HttpOnly; SameSite=Strict", SessionCookie.Session.Format("id"));
        Assert.Equal("__Host-bff-login=x; Path=/; Secure; HttpOnly; SameSite=Lax", SessionCookie.Login.Format("x"));
        Assert.Equal(
            "__Host-bff=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0", SessionCookie.Session.FormatRemoval());
        Assert.InRange(SessionCookie.Session.Format(CredentialHash.NewSecret()).Length, 1, 200);
    }
}
