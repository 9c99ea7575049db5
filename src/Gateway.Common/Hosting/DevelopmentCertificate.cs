using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Common.Hosting;

/// <summary>A self-signed certificate for localhost, made at the first start and used again; Development
/// only.</summary>
/// <remarks>Nobody is asked anything, and no trust store is touched: browsers warn until the user trusts it.</remarks>
internal static class DevelopmentCertificate
{
    private const int LifetimeDays = 365;
    private const int RenewBeforeDays = 7;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static X509Certificate2 GetOrMake(TimeProvider time) => GetOrMake(time, DefaultFolder);

    public static X509Certificate2 GetOrMake(TimeProvider time, string folder)
    {
        var file = Path.Combine(folder, "localhost.pfx");
        return Read(file, time) ?? Make(file, time);
    }

    private static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.Create) is { Length: > 0 } own
            ? own : Path.GetTempPath(),
        "bff-gateway");

    private static X509Certificate2? Read(string file, TimeProvider time)
    {
        try
        {
            var found = File.Exists(file) ? X509CertificateLoader.LoadPkcs12FromFile(file, password: null) : null;
            return found?.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime.AddDays(RenewBeforeDays)
                ? found : null;
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static X509Certificate2 Make(string file, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(LifetimeDays));
        var bytes = made.Export(X509ContentType.Pfx);
        TryKeep(file, bytes);
        return X509CertificateLoader.LoadPkcs12(bytes, password: null);
    }

    /// <summary>Whole or not at all, readable by this user alone; without it the next start makes another
    /// one.</summary>
    private static void TryKeep(string file, byte[] bytes)
    {
        try
        {
            var folder = Path.GetDirectoryName(file)!;
            Directory.CreateDirectory(folder);
            var temporary = Path.Combine(folder, Path.GetRandomFileName());
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(bytes);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A machine without a place to write still serves.
        }
    }
}
