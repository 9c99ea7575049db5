using System.Security.Cryptography;
using System.Text;

namespace Gateway.Common.Primitives;

/// <summary>A file that came with a request, whole in memory.</summary>
/// <param name="Name">As the sender called it; may be empty. Never a path to open.</param>
/// <param name="MediaType">As the sender said; may be empty.</param>
/// <param name="Bytes">Not rented: whoever still sends them after the request is over does no harm.</param>
internal sealed record ReceivedFile(string Name, string MediaType, byte[] Bytes);

/// <summary>The files of one request, and the JSON string that stands for each of them in its values.</summary>
/// <remarks>
/// Shape: <c>"file:{32 hex digits}:{index}"</c>. The digits are random for each request, so no text that a client sends
/// stands for a file by accident or by guess.
/// </remarks>
internal sealed class ReceivedFiles
{
    private const int RandomBytes = 16;

    private readonly string _prefix = $"file:{RandomNumberGenerator.GetHexString(RandomBytes * 2, lowercase: true)}:";

    public ReceivedFiles(IReadOnlyList<ReceivedFile> files, IReadOnlyList<IReadOnlyList<string>> places)
    {
        Files = files;
        Places = places;
        Prefix = Encoding.UTF8.GetBytes(_prefix);
    }

    public IReadOnlyList<ReceivedFile> Files { get; }

    /// <summary>Where files stand: names of fields and indexes of lists, the first a top-level name.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Places { get; }

    /// <summary>The beginning of each stand-in, without its quotes.</summary>
    public byte[] Prefix { get; }

    /// <summary>A JSON string.</summary>
    public byte[] StandIn(int file) => Encoding.UTF8.GetBytes($"\"{_prefix}{file}\"");

    /// <returns>The file that an unescaped JSON string stands for, or -1.</returns>
    public int IndexOf(ReadOnlySpan<byte> text) =>
        text.StartsWith(Prefix)
        && System.Buffers.Text.Utf8Parser.TryParse(text[Prefix.Length..], out int index, out var length)
        && length == text.Length - Prefix.Length && index >= 0 && index < Files.Count ? index : -1;
}
