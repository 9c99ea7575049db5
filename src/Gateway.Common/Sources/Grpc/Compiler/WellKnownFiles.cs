using System.Collections.Frozen;
using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Files that every contract may import without bringing them: protobuf's own, Google's annotations.</summary>
/// <remarks>
/// Shape: one descriptor set in this assembly, without comments; see the module's README for how it is made.
/// </remarks>
internal static class WellKnownFiles
{
    /// <summary>Declares the messages that hold options.</summary>
    public const string Descriptor = "google/protobuf/descriptor.proto";

    private const string Resource = "Gateway.Common.Sources.Grpc.Compiler.wellknown.pb";

    private static readonly Lazy<FrozenDictionary<string, ReadOnlyMemory<byte>>> Files = new(Load);

    /// <summary>Protobuf's own, which a contract's folder cannot replace.</summary>
    public static bool IsReserved(string path) => path.StartsWith("google/protobuf/", StringComparison.Ordinal);

    /// <returns>A FileDescriptorProto; null for a path that is none of them.</returns>
    public static ReadOnlyMemory<byte>? Find(string path) =>
        Files.Value.TryGetValue(path, out var file) ? (ReadOnlyMemory<byte>?)file : null;

    private static FrozenDictionary<string, ReadOnlyMemory<byte>> Load()
    {
        using var stream = typeof(WellKnownFiles).Assembly.GetManifestResourceStream(Resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return ProtoRecord.Parse(copy.ToArray()).Blobs(1)
            .ToFrozenDictionary(static file => ProtoRecord.Parse(file).Text(1), StringComparer.Ordinal);
    }
}
