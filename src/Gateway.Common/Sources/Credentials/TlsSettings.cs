using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Common.Sources.Credentials;

/// <summary>What a source's TLS settings mean to a connection.</summary>
internal static class TlsSettings
{
    public static SslClientAuthenticationOptions Of(SourceTlsOptions options)
    {
        var settings = new SslClientAuthenticationOptions();
        if (options.ClientCertificate is { } certificate)
        {
            settings.ClientCertificateContext = SslStreamCertificateContext.Create(
                certificate, additionalCertificates: null);
        }

        if (options.Authorities.Count > 0)
        {
            settings.CertificateChainPolicy = Trusting(options.Authorities);
        }

        return settings;
    }

    private static X509ChainPolicy Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A private authority seldom has a list to ask; the machine's roots are asked as the runtime does by
            // default.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
