using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Gateway.Common.Pipeline;

/// <summary>The documents that a host's clients may ask for by id.</summary>
/// <remarks>An id is the SHA-256 of the document's text, as 64 lower-case hex digits.</remarks>
internal sealed class TrustedDocuments
{
    private readonly FrozenDictionary<string, TrustedDocument> _byId;

    public TrustedDocuments(IEnumerable<TrustedDocument> documents) =>
        _byId = documents.DistinctBy(document => document.Id)
            .ToFrozenDictionary(document => document.Id, StringComparer.Ordinal);

    public static TrustedDocuments None { get; } = new([]);

    public IEnumerable<TrustedDocument> All => _byId.Values.OrderBy(document => document.Name, StringComparer.Ordinal);

    public TrustedDocument? Find(string id) => _byId.GetValueOrDefault(id);
}

/// <param name="Name">The file's name without extension, for logs.</param>
/// <param name="Text">UTF-8.</param>
internal sealed record TrustedDocument(string Name, ReadOnlyMemory<byte> Text)
{
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Text.Span));
}
