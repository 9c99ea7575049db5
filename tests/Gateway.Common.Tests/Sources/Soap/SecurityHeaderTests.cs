using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Gateway.Common.Sources.Soap;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>What a source's settings add to its calls: a user's token and a timestamp.</summary>
public sealed class SecurityHeaderTests
{
    private static readonly XNamespace Wsse =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private static readonly XNamespace Wsu =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private static readonly SoapHarness Soap = SoapHarness.OfSchema(
        "<xs:element name='In' type='xs:int'/><xs:element name='Out' type='xs:int'/>");

    [Fact]
    public void A_password_is_sent_as_it_is()
    {
        var token = Header(new SoapOptions { Username = "a<b", Password = "p&q" }).Element(Wsse + "UsernameToken")!;

        Assert.Equal("a<b", token.Element(Wsse + "Username")!.Value);
        Assert.Equal("p&q", token.Element(Wsse + "Password")!.Value);
        Assert.EndsWith("#PasswordText", token.Element(Wsse + "Password")!.Attribute("Type")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    [SuppressMessage("Security", "CA5350", Justification = "The profile's digest is SHA-1.")]
    public void A_digest_is_of_nonce_time_and_password_and_no_nonce_comes_twice()
    {
        var options = new SoapOptions
        {
            Username = "user",
            Password = "secret",
            PasswordKind = SoapPasswordKind.Digest,
            Time = new ManualTimeProvider(),
        };
        var token = Header(options).Element(Wsse + "UsernameToken")!;
        var nonce = token.Element(Wsse + "Nonce")!.Value;
        var created = token.Element(Wsu + "Created")!.Value;

        Assert.Equal("2026-01-01T00:00:00.000Z", created);
        Assert.Equal(
            Convert.ToBase64String(SHA1.HashData(
                [.. Convert.FromBase64String(nonce), .. Encoding.UTF8.GetBytes(created + "secret")])),
            token.Element(Wsse + "Password")!.Value);
        Assert.DoesNotContain("secret", token.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(nonce, Header(options).Element(Wsse + "UsernameToken")!.Element(Wsse + "Nonce")!.Value);
    }

    [Fact]
    public void A_timestamp_is_of_the_clock_and_its_lifetime()
    {
        var header = Header(new SoapOptions
        {
            TimestampLifetime = TimeSpan.FromMinutes(5),
            Time = new ManualTimeProvider(),
        });

        var stamp = header.Element(Wsu + "Timestamp")!;
        Assert.Equal("2026-01-01T00:00:00.000Z", stamp.Element(Wsu + "Created")!.Value);
        Assert.Equal("2026-01-01T00:05:00.000Z", stamp.Element(Wsu + "Expires")!.Value);
        Assert.Null(header.Element(Wsse + "UsernameToken"));
    }

    [Fact]
    public void Options_say_nothing_of_the_password() =>
        Assert.DoesNotContain("secret", new SoapOptions { Password = "secret" }.ToString(), StringComparison.Ordinal);

    private static XElement Header(SoapOptions options)
    {
        using var request = Soap.Prepare("{ getThing }", """{"value":1}""", options: options);
        var envelope = XDocument.Parse(Encoding.UTF8.GetString(request.Body.Span)).Root!;
        XNamespace soap = "http://schemas.xmlsoap.org/soap/envelope/";
        var security = Assert.Single(envelope.Element(soap + "Header")!.Elements());
        Assert.Equal("1", security.Attribute(soap + "mustUnderstand")!.Value);
        return security;
    }
}
