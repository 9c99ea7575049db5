using System.Buffers;
using System.Text;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>A property of a multipart body in a style: one part, or one for each element or member.</summary>
/// <remarks>
/// Shape: the names and values that a query would have, none of them percent-encoded.
/// Source: OpenAPI 3.1.1 §4.8.15.1.1, §4.8.15.4.
/// </remarks>
internal static class StyledParts
{
    /// <param name="style">As a query has it.</param>
    /// <param name="plan">Of the value.</param>
    /// <param name="json">The value as the gateway coerced it.</param>
    /// <param name="part">What else is said of the parts.</param>
    /// <param name="arguments">Give header fields.</param>
    /// <param name="request">Takes the parts.</param>
    /// <param name="delimiter">Between parts.</param>
    public static void Write(
        ParameterPlan style,
        InputPlan plan,
        ReadOnlySpan<byte> json,
        PartPlan part,
        CallArguments arguments,
        SourceRequest request,
        byte[] delimiter)
    {
        var wire = new ArrayBufferWriter<byte>(json.Length + 64);
        WireJson.Write(plan, json, wire);
        var text = new TextBuffer();
        ParameterWriter.Write(style, wire.WrittenSpan, ref text);
        var rest = text.Written;
        while (!rest.IsEmpty)
        {
            // Each pair starts with ? or &, which are encoded everywhere else.
            rest = rest[1..];
            var end = rest.IndexOf((byte)'&');
            var pair = end < 0 ? rest : rest[..end];
            rest = rest[pair.Length..];
            var equals = pair.IndexOf((byte)'=');
            MultipartBody.WriteStart(Encoding.UTF8.GetString(Decoded(pair[..equals])), request, delimiter);
            part.WriteHeaders(arguments, request);
            request.Write("\r\n\r\n"u8);
            request.Write(Decoded(pair[(equals + 1)..]));
            request.Write("\r\n"u8);
        }

        text.Dispose();
    }

    private static byte[] Decoded(ReadOnlySpan<byte> encoded)
    {
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var at = 0; at < encoded.Length; at++)
        {
            if (encoded[at] == (byte)'%')
            {
                Convert.FromHexString(encoded.Slice(at + 1, 2), bytes.AsSpan(length++, 1), out _, out _);
                at += 2;
            }
            else
            {
                bytes[length++] = encoded[at];
            }
        }

        return bytes[..length];
    }
}
