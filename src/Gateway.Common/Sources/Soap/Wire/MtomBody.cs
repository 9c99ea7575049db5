using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>A request whose binary values stand behind the envelope as attachments.</summary>
/// <remarks>
/// Shape: a multipart body; the envelope is written to it as to any body, then <see cref="Finish"/> adds the parts.
/// Source: MTOM 1.0 §4.3; XOP 1.0 §4.1; RFC 2387.
/// </remarks>
internal sealed class MtomBody : IBufferWriter<byte>
{
    private const int BoundaryBytes = 16;
    private const string EnvelopeId = "envelope@gateway";

    private readonly SourceRequest _request;
    private readonly List<byte[]> _parts = [];
    private readonly string _envelopeType;
    private readonly string _boundary;

    /// <param name="request">Its body is empty.</param>
    /// <param name="envelopeType">Media type of the envelope without MTOM.</param>
    public MtomBody(SourceRequest request, string envelopeType)
    {
        _request = request;
        _envelopeType = envelopeType;
        // Unguessable, so no attachment can hold it.
        _boundary = "part-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BoundaryBytes));
        WriteText(
            $"--{_boundary}\r\nContent-Type: application/xop+xml; charset=utf-8; type=\"{envelopeType}\"\r\n"
            + $"Content-Transfer-Encoding: binary\r\nContent-ID: <{EnvelopeId}>\r\n\r\n");
    }

    public void Advance(int count) => _request.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _request.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _request.GetSpan(sizeHint);

    /// <summary>Writes the reference to an attachment where its text would stand.</summary>
    /// <param name="json">A string in base64.</param>
    /// <returns>False where it is none.</returns>
    public bool TryAttach(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var bytes))
        {
            return false;
        }

        _parts.Add(bytes);
        WriteText(string.Create(
            CultureInfo.InvariantCulture,
            $"<x:Include xmlns:x=\"{NamespaceTable.XopUri}\" href=\"cid:{_parts.Count}@gateway\"/>"));
        return true;
    }

    /// <summary>Writes the attachments.</summary>
    /// <param name="action">Of SOAP 1.2, escaped; else null.</param>
    public void Finish(string? action)
    {
        for (var index = 0; index < _parts.Count; index++)
        {
            WriteText(string.Create(
                CultureInfo.InvariantCulture,
                $"\r\n--{_boundary}\r\nContent-Type: application/octet-stream\r\n"
                + $"Content-Transfer-Encoding: binary\r\nContent-ID: <{index + 1}@gateway>\r\n\r\n"));
            _request.Write(_parts[index]);
        }

        WriteText($"\r\n--{_boundary}--\r\n");
        var actionParameter = string.IsNullOrEmpty(action) ? "" : $"; action=\"{action}\"";
        _request.ContentType = "multipart/related; type=\"application/xop+xml\"; "
            + $"start=\"<{EnvelopeId}>\"; start-info=\"{_envelopeType}\"; boundary=\"{_boundary}\"{actionParameter}";
    }

    private void WriteText(string text) => Encoding.ASCII.GetBytes(text, _request);
}
