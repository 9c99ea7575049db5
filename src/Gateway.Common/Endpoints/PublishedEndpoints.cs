using System.Collections.Frozen;
using System.Text;

namespace Gateway.Common.Endpoints;

/// <summary>The routes of a snapshot, their contracts and the page that shows these.</summary>
/// <remarks>Immutable; made once per snapshot.</remarks>
internal sealed class PublishedEndpoints
{
    private const string Folder = "Gateway.Common.Endpoints.Docs.";
    private const string VersionsMark = "{{versions}}";

    private readonly FrozenDictionary<string, PublishedFile> _files;

    public PublishedEndpoints(EndpointTable table, OpenApiInfo info)
    {
        Table = table;
        var files = new Dictionary<string, PublishedFile>(StringComparer.Ordinal)
        {
            ["/docs"] = Page(table),
            ["/docs/docs.css"] = new("text/css; charset=utf-8", Resource("docs.css")),
            ["/docs/docs.js"] = new("text/javascript; charset=utf-8", Resource("docs.js")),
        };
        foreach (var version in table.Versions)
        {
            files.Add($"/openapi/{version}.json", new("application/json", OpenApiDocument.Write(table, version, info)));
        }

        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public EndpointTable Table { get; }

    /// <summary>What stands under <c>/docs</c> and <c>/openapi</c>; null where nothing does.</summary>
    public PublishedFile? Find(string path) => _files.GetValueOrDefault(path);

    private static PublishedFile Page(EndpointTable table)
    {
        var html = Encoding.UTF8.GetString(Resource("docs.html"))
            .Replace(VersionsMark, string.Join(' ', table.Versions), StringComparison.Ordinal);
        return new PublishedFile("text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PublishedEndpoints).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
