namespace Gateway.Common.Sources.Http;

/// <summary>A source's address as every request names it.</summary>
/// <param name="Host">With its port where that is not the scheme's own. Source: RFC 3986 §3.2.</param>
/// <param name="Path">Before each request's target; empty for none.</param>
internal readonly record struct SourceAuthority(string Host, string Path)
{
    public static SourceAuthority Of(Uri address)
    {
        var name = address.IdnHost;
        var host = name.Contains(':', StringComparison.Ordinal) ? $"[{name}]" : name;
        return new SourceAuthority(
            address.IsDefaultPort ? host : $"{host}:{address.Port}", address.PathAndQuery.TrimEnd('/'));
    }
}
