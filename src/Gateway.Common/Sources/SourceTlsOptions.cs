using System.Security.Cryptography.X509Certificates;

namespace Gateway.Common.Sources;

/// <summary>TLS to one source, <c>Gateway:Sources:{name}:Tls</c>. Certificates are always checked.</summary>
internal sealed record SourceTlsOptions
{
    /// <summary>Shown to the source, with its private key; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Roots that are trusted in place of the machine's; empty: the machine's.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];
}
