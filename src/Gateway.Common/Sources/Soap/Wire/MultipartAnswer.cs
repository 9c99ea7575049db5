using System.Buffers.Text;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>An answer with attachments: the envelope, and bytes that it refers to.</summary>
/// <remarks>
/// Shape: ranges of the body; nothing is copied until a value is asked for. The boundary is the first line's, as it
/// must be; the envelope is the first part, or the one of XOP's media type.
/// Errors: <see cref="XmlWireException"/>.
/// Source: RFC 2046 §5.1.1; RFC 2387; XOP 1.0 §4.1; MTOM 1.0 §4.3.
/// </remarks>
internal sealed class MultipartAnswer
{
    public const int PartsMax = 1_000;

    private readonly List<Part> _parts = [];

    private MultipartAnswer()
    {
    }

    /// <summary>The envelope's bytes among the body's.</summary>
    public Range Envelope { get; private set; }

    public static MultipartAnswer Parse(ReadOnlySpan<byte> body)
    {
        var answer = new MultipartAnswer();
        var start = body.IndexOf("--"u8);
        var lineEnd = start < 0 ? -1 : body[start..].IndexOf((byte)'\n');
        if (lineEnd < 0 || (start > 0 && body[start - 1] != (byte)'\n'))
        {
            throw XmlWireException.Malformed("A multipart body without a boundary", 0);
        }

        var boundary = body.Slice(start, lineEnd).TrimEnd("\r \t"u8);
        var position = start + lineEnd + 1;
        var isClosed = false;
        while (!isClosed)
        {
            var length = FindEnd(body[position..], boundary);
            if (length < 0 || answer._parts.Count == PartsMax)
            {
                throw XmlWireException.Malformed("A part without an end, or too many parts", position);
            }

            answer._parts.Add(Part.Parse(body, position, length));
            position += length;
            position += body[position..].IndexOf(boundary) + boundary.Length;
            isClosed = body[position..].StartsWith("--"u8);
            position += Math.Max(0, body[position..].IndexOf((byte)'\n') + 1);
        }

        answer.Envelope = (answer._parts.Find(static part => part.IsXop) ?? answer._parts[0]).Content;
        return answer;
    }

    /// <summary>The bytes of a part as a JSON string in base64.</summary>
    /// <param name="body">The whole answer.</param>
    /// <param name="href">As the envelope has it: <c>cid:</c> and the part's id, percent-encoded.</param>
    /// <param name="store">Takes the value.</param>
    public Cell Read(ReadOnlySpan<byte> body, ReadOnlySpan<byte> href, ResultStore store)
    {
        var id = href.StartsWith("cid:"u8)
            ? Uri.UnescapeDataString(System.Text.Encoding.UTF8.GetString(href["cid:".Length..]))
            : "";
        if (id.Length == 0 || _parts.Find(part => part.Id == id) is not { } found)
        {
            throw XmlWireException.Malformed("An attachment is missing", 0);
        }

        var bytes = body[found.Content];
        var text = store.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2);
        text[0] = (byte)'"';
        Base64.EncodeToUtf8(bytes, text[1..], out _, out var written);
        text[written + 1] = (byte)'"';
        return store.Commit(written + 2);
    }

    /// <summary>Where a part ends: before the line break that belongs to the next boundary.</summary>
    private static int FindEnd(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> boundary)
    {
        for (var from = 0; from < rest.Length;)
        {
            var found = rest[from..].IndexOf(boundary);
            if (found < 0)
            {
                return -1;
            }

            var at = from + found;
            if (at > 0 && rest[at - 1] == (byte)'\n')
            {
                return at > 1 && rest[at - 2] == (byte)'\r' ? at - 2 : at - 1;
            }

            from = at + boundary.Length;
        }

        return -1;
    }

    private sealed record Part(string Id, bool IsXop, Range Content)
    {
        public static Part Parse(ReadOnlySpan<byte> body, int start, int length)
        {
            var part = body.Slice(start, length);
            var id = "";
            var isXop = false;
            var position = 0;
            while (position < part.Length)
            {
                var end = part[position..].IndexOf((byte)'\n');
                var line = (end < 0 ? part[position..] : part.Slice(position, end)).TrimEnd("\r"u8);
                position = end < 0 ? part.Length : position + end + 1;
                if (line.IsEmpty)
                {
                    break;
                }

                var header = System.Text.Encoding.Latin1.GetString(line);
                id = header.StartsWith("Content-ID:", StringComparison.OrdinalIgnoreCase)
                    ? header["Content-ID:".Length..].Trim().Trim('<', '>')
                    : id;
                isXop |= header.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase)
                    && header.Contains("application/xop+xml", StringComparison.OrdinalIgnoreCase);
            }

            return new Part(id, isXop, (start + position)..(start + length));
        }
    }
}
