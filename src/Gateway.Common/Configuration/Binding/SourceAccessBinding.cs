using System.Security.Cryptography.X509Certificates;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Sources;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Binds what the gateway shows a source: fixed headers, credentials, certificates.</summary>
internal static class SourceAccessBinding
{
    private const int HeadersMax = 64;

    /// <param name="refused">Headers that belong to one connection.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> FixedHeaders(
        SettingReader source, IReadOnlyList<string> refused)
    {
        var section = source.Section("Headers");
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var name in source.Items("Headers").Select(static item => item.Key))
        {
            var value = section.Text(name) ?? "";
            var isKey = name.Equals("X-Api-Key", StringComparison.OrdinalIgnoreCase);
            if ((refused.Contains(name, StringComparer.OrdinalIgnoreCase) && !isKey)
                || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                section.Refuse(name, "This header is not set so.", "Remove it; Credentials say who calls.");
            }
            else if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                section.Refuse(name, "Not the name of a header.", "Use letters, digits and hyphens.");
            }
            else if (!value.All(static c => c is >= ' ' and <= '~' or '\t'))
            {
                section.Refuse(name, "The value cannot stand in a header.", "Use visible ASCII.");
            }

            headers.Add(new(name, value));
        }

        if (headers.Count > HeadersMax)
        {
            source.Refuse("Headers", $"More than {HeadersMax} headers.", "Send fewer.");
        }

        return headers;
    }

    public static SourceCredentialOptions Credentials(SettingReader source)
    {
        var section = source.Section("Credentials");
        return new SourceCredentialOptions
        {
            Kind = section.Choice("Kind", SourceCredentialOptions.Scheme.None),
            Username = section.Text("Username"),
            Password = section.Text("Password"),
            Header = section.Text("Header"),
            QueryParameter = section.Text("QueryParameter"),
            Key = section.Text("Key"),
            TokenEndpoint = section.Address("TokenEndpoint"),
            ClientId = section.Text("ClientId"),
            ClientSecret = section.Text("ClientSecret"),
            Scope = section.Text("Scope"),
            Resource = section.Text("Resource"),
        };
    }

    public static SourceTlsOptions Tls(SettingReader source, HostFiles files)
    {
        var section = source.Section("Tls");
        if (!section.IsPresent)
        {
            return new SourceTlsOptions();
        }

        if (section.Text("ClientKey") is { } key && files.FindFile(key) is null)
        {
            section.Refuse("ClientKey", "The file is not there.", $"Put it at {files.InHost(key)}.");
        }

        return new SourceTlsOptions
        {
            ClientCertificate = Read(section, "ClientCertificate", files, path => WithKey(section, path, files)),
            Authorities = Read(section, "Authorities", files, CertificateFiles.Roots) ?? [],
        };
    }

    private static T? Read<T>(SettingReader section, string key, HostFiles files, Func<string, T> read)
        where T : class
    {
        if (section.Text(key) is not { } name)
        {
            return null;
        }

        try
        {
            return files.FindFile(name) is { } path ? read(path) : throw new FileNotFoundException();
        }
        catch (Exception exception) when (CertificateFiles.IsUnreadable(exception))
        {
            // The exception's own words may hold more than the file's name.
            section.Refuse(
                key, "The file is absent or cannot be read as a certificate.", "Name a PEM or PKCS #12 file.");
            return null;
        }
    }

    private static X509Certificate2 WithKey(SettingReader section, string path, HostFiles files) =>
        CertificateFiles.WithKey(
            path,
            section.Text("ClientKey") is { } key ? files.FindFile(key) ?? key : path,
            section.Text("Password"));
}
