using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>The <c>wsse:Security</c> header: a timestamp, and the user's name with its password or digest.</summary>
/// <remarks>
/// Units: UTC to the millisecond, from the options' clock; a nonce of 16 random bytes for each message.
/// Source: WS-Security UsernameToken Profile 1.1.1 §3.1; WS-Security SOAP Message Security 1.1.1 §10.
/// </remarks>
internal sealed class SecurityHeader
{
    private const int NonceBytes = 16;
    private const string Oasis = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private const string TokenProfile = Oasis + "username-token-profile-1.0";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly SoapOptions _options;
    private readonly string _username;
    private readonly string _password;

    private SecurityHeader(SoapOptions options)
    {
        _options = options;
        _username = SecurityElement.Escape(options.Username ?? "");
        _password = SecurityElement.Escape(options.Password ?? "");
    }

    /// <returns>Null where the options ask for none.</returns>
    public static SecurityHeader? Of(SoapOptions options) =>
        options.Username is null && options.TimestampLifetime is null ? null : new SecurityHeader(options);

    public void Write(IBufferWriter<byte> body)
    {
        var now = _options.Time.GetUtcNow();
        var created = now.ToString(TimeFormat, CultureInfo.InvariantCulture);
        Text(body, $"<o:Security xmlns:o=\"{Oasis}wssecurity-secext-1.0.xsd\" "
            + $"xmlns:u=\"{Oasis}wssecurity-utility-1.0.xsd\" s:mustUnderstand=\"1\">");
        if (_options.TimestampLifetime is { } lifetime)
        {
            var expires = (now + lifetime).ToString(TimeFormat, CultureInfo.InvariantCulture);
            Text(body, $"<u:Timestamp u:Id=\"timestamp\"><u:Created>{created}</u:Created>"
                + $"<u:Expires>{expires}</u:Expires></u:Timestamp>");
        }

        if (_options.Username is not null)
        {
            WriteToken(body, created);
        }

        Text(body, "</o:Security>");
    }

    private void WriteToken(IBufferWriter<byte> body, string created)
    {
        Text(body, $"<o:UsernameToken u:Id=\"user\"><o:Username>{_username}</o:Username>");
        if (_options.PasswordKind == SoapPasswordKind.Text)
        {
            Text(body, $"<o:Password Type=\"{TokenProfile}#PasswordText\">{_password}</o:Password>");
        }
        else
        {
            Span<byte> nonce = stackalloc byte[NonceBytes];
            RandomNumberGenerator.Fill(nonce);
            Text(body, $"<o:Password Type=\"{TokenProfile}#PasswordDigest\">"
                + $"{Digest(nonce, created, _options.Password ?? "")}</o:Password>"
                + $"<o:Nonce EncodingType=\"{Oasis}soap-message-security-1.0#Base64Binary\">"
                + $"{Convert.ToBase64String(nonce)}</o:Nonce><u:Created>{created}</u:Created>");
        }

        Text(body, "</o:UsernameToken>");
    }

    [SuppressMessage("Security", "CA5350", Justification = "The profile's digest is SHA-1, for better or worse.")]
    private static string Digest(ReadOnlySpan<byte> nonce, string created, string password) =>
        Convert.ToBase64String(SHA1.HashData(
            [.. nonce, .. Encoding.UTF8.GetBytes(created), .. Encoding.UTF8.GetBytes(password)]));

    private static void Text(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
