using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Common.Configuration;

/// <summary>Certificates as settings and commands name them.</summary>
/// <remarks>Errors: <see cref="CryptographicException"/>, <see cref="IOException"/> and their like; see
/// <see cref="IsUnreadable"/>.</remarks>
internal static class CertificateFiles
{
    /// <summary>Authorities to trust: a PEM file of one or several.</summary>
    public static X509Certificate2Collection Roots(string path)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(path);
        return roots.Count > 0 ? roots : throw new CryptographicException();
    }

    /// <summary>A certificate to show, with its private key: PKCS #12, or PEM with the key in a file.</summary>
    /// <param name="path">The certificate's file.</param>
    /// <param name="keyPath">The key's file; not read for PKCS #12.</param>
    /// <param name="password">Of the key; null for none.</param>
    public static X509Certificate2 WithKey(string path, string keyPath, string? password)
    {
        var isPkcs12 = Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12";
        var certificate = isPkcs12 ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
            : password is null ? X509Certificate2.CreateFromPemFile(path, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath);
        return certificate.HasPrivateKey ? certificate : throw new CryptographicException();
    }

    /// <summary>Whether an exception says that a file is absent, or no certificate.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is CryptographicException or IOException or UnauthorizedAccessException;
}
