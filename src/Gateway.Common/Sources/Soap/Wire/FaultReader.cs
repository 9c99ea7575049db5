using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Reads a fault of SOAP 1.1 or 1.2.</summary>
/// <remarks>Source: SOAP 1.1 §4.4; SOAP 1.2 Part 1 §5.4.</remarks>
internal static class FaultReader
{
    /// <summary>Of code and reason, for the log.</summary>
    private const int SaidBytesMax = 2048;

    /// <param name="xml">At the start of <c>Fault</c>.</param>
    /// <param name="codes">Those of the contract.</param>
    public static SourceException Read(ref XmlTokenizer xml, FaultCodes codes)
    {
        var said = new StringBuilder();
        ReadOnlySpan<byte> detailName = default;
        var depth = xml.Depth;
        var detailDepth = -1;
        FaultMember? fault = null;
        byte[]? detail = null;
        while (xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth))
        {
            if (xml.Kind == XmlTokenKind.StartElement)
            {
                if (xml.Depth == depth + 1 && IsDetail(xml.LocalName))
                {
                    detailDepth = xml.Depth;
                }
                else if (detailDepth >= 0 && xml.Depth == detailDepth + 1 && detailName.IsEmpty)
                {
                    detailName = xml.LocalName;
                    fault = codes.Find(ref xml);
                    detail = fault is null ? null : ReadDetail(fault, ref xml);
                }
            }
            else if (xml.Kind is XmlTokenKind.Text or XmlTokenKind.CData && said.Length < SaidBytesMax)
            {
                Append(said, XmlText.Trim(xml.Value));
            }
        }

        return FaultCodes.ToException(fault, detail, $"{Encoding.UTF8.GetString(detailName)}: {said}");
    }

    /// <summary>By a reader of its own: all of the fault is for the log.</summary>
    private static byte[]? ReadDetail(FaultMember fault, ref XmlTokenizer xml)
    {
        var own = xml.ForkAt(xml.TagStart, xml.Depth - 1);
        try
        {
            return FaultDetail.Read(fault, ref own);
        }
        finally
        {
            own.Dispose();
        }
    }

    private static bool IsDetail(ReadOnlySpan<byte> localName) =>
        localName.SequenceEqual("detail"u8) || localName.SequenceEqual("Detail"u8);

    private static void Append(StringBuilder said, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            said.Append(said.Length == 0 ? "" : " | ")
                .Append(Encoding.UTF8.GetString(text[..Math.Min(text.Length, SaidBytesMax)]));
        }
    }
}
