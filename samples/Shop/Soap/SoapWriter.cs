using System.Text;
using System.Xml;

namespace Shop.Soap;

/// <summary>Writes an answer's envelope.</summary>
internal static class SoapWriter
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false) };

    public static byte[] Answer(SoapVersion version, Action<XmlWriter> writeBody)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement(version.Prefix, "Envelope", version.Namespace);
            xml.WriteStartElement("Body", version.Namespace);
            writeBody(xml);
        }

        return buffer.ToArray();
    }

    public static byte[] Fault(SoapVersion version, SoapFault fault) =>
        Answer(version, xml =>
        {
            xml.WriteStartElement("Fault", version.Namespace);
            if (version.IsTwelve)
            {
                WriteTwelve(xml, version, fault);
            }
            else
            {
                WriteEleven(xml, version, fault);
            }
        });

    /// <remarks>Source: SOAP 1.1 §4.4; the children have no namespace.</remarks>
    private static void WriteEleven(XmlWriter xml, SoapVersion version, SoapFault fault)
    {
        xml.WriteElementString("faultcode", $"{version.Prefix}:{version.CodeName(fault.Code)}");
        xml.WriteElementString("faultstring", fault.Message);
        if (fault.Detail is not null)
        {
            xml.WriteStartElement("detail");
            fault.Detail(xml);
        }
    }

    /// <remarks>Source: SOAP 1.2 part 1 §5.4.</remarks>
    private static void WriteTwelve(XmlWriter xml, SoapVersion version, SoapFault fault)
    {
        xml.WriteStartElement("Code", version.Namespace);
        xml.WriteElementString("Value", version.Namespace, $"{version.Prefix}:{version.CodeName(fault.Code)}");
        xml.WriteEndElement();
        xml.WriteStartElement("Reason", version.Namespace);
        xml.WriteStartElement("Text", version.Namespace);
        xml.WriteAttributeString("xml", "lang", null, "en");
        xml.WriteString(fault.Message);
        xml.WriteEndElement();
        xml.WriteEndElement();
        if (fault.Detail is not null)
        {
            xml.WriteStartElement("Detail", version.Namespace);
            fault.Detail(xml);
        }
    }
}
