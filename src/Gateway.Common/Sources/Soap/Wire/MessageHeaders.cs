using System.Buffers;
using System.Security;
using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Blocks of an envelope's header that no argument holds: WS-Addressing and WS-Security.</summary>
/// <remarks>Source: WS-Addressing 1.0 Core §3 and SOAP Binding §3; WS-Security 1.1.1.</remarks>
internal sealed class MessageHeaders
{
    private const string AddressingUri = "http://www.w3.org/2005/08/addressing";

    private readonly TimeProvider _time;
    private readonly SecurityHeader? _security;
    private readonly byte[]? _addressingStart;
    private readonly byte[] _addressingEnd = [];

    public MessageHeaders(SoapDirective soap, SoapOptions options)
    {
        _time = options.Time;
        _security = SecurityHeader.Of(options);
        if (!soap.IsAddressing)
        {
            return;
        }

        var to = options.Address is { } address
            ? $"<a:To xmlns:a=\"{AddressingUri}\">{SecurityElement.Escape(address.ToString())}</a:To>"
            : "";
        _addressingStart = Encoding.UTF8.GetBytes(
            $"<a:Action xmlns:a=\"{AddressingUri}\">{SecurityElement.Escape(soap.Action)}</a:Action>{to}"
            + (soap.IsOneWay
                ? ""
                : $"<a:ReplyTo xmlns:a=\"{AddressingUri}\"><a:Address>{AddressingUri}/anonymous</a:Address>"
                    + "</a:ReplyTo>")
            + $"<a:MessageID xmlns:a=\"{AddressingUri}\">urn:uuid:");
        _addressingEnd = "</a:MessageID>"u8.ToArray();
    }

    public bool HasAny => _security is not null || _addressingStart is not null;

    public void Write(IBufferWriter<byte> body)
    {
        if (_addressingStart is not null)
        {
            body.Write(_addressingStart);
            const int uuidLength = 36;
            Guid.CreateVersion7(_time.GetUtcNow()).TryFormat(body.GetSpan(uuidLength), out var written);
            body.Advance(written);
            body.Write(_addressingEnd);
        }

        _security?.Write(body);
    }
}
