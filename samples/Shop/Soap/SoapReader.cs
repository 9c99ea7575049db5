using System.Xml;

namespace Shop.Soap;

/// <summary>Reads a request's envelope.</summary>
/// <remarks>
/// Errors: a Client fault for what is not well-formed or not in the schema's sequence, VersionMismatch for another
/// version's envelope, MustUnderstand for a header block that asks for it.
/// Source: SOAP 1.1 §4; SOAP 1.2 part 1 §5.
/// </remarks>
internal sealed class SoapReader(XmlReader xml, SoapVersion version, string contractNamespace)
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    public static (SoapOperation Operation, SoapArguments Arguments) Read(
        Stream body,
        SoapVersion version,
        string contractNamespace,
        IReadOnlyDictionary<string, SoapOperation> operations)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = Backend.BodyBytesMax,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var xml = XmlReader.Create(body, settings);
            return new SoapReader(xml, version, contractNamespace).ReadEnvelope(operations);
        }
        catch (XmlException error)
        {
            throw SoapFault.Client($"The request is not well-formed: {error.Message}");
        }
    }

    private (SoapOperation Operation, SoapArguments Arguments) ReadEnvelope(
        IReadOnlyDictionary<string, SoapOperation> operations)
    {
        xml.MoveToContent();
        if (xml.LocalName != "Envelope")
        {
            throw SoapFault.Client($"An Envelope was expected, not '{xml.LocalName}'.");
        }

        if (xml.NamespaceURI != version.Namespace)
        {
            throw new SoapFault(
                SoapFaultCode.VersionMismatch, $"An envelope of '{version.Namespace}' was expected.");
        }

        xml.ReadStartElement();
        if (xml.IsStartElement("Header", version.Namespace))
        {
            SkipHeader();
        }

        if (!xml.IsStartElement("Body", version.Namespace) || xml.IsEmptyElement)
        {
            throw SoapFault.Client("A Body with an operation was expected.");
        }

        xml.ReadStartElement();
        var operation = FindOperation(operations);
        var arguments = ReadArguments(operation);
        xml.ReadEndElement();
        xml.ReadEndElement();
        while (xml.Read())
        {
            // To the end: what follows must be well-formed too.
        }

        return (operation, arguments);
    }

    private void SkipHeader()
    {
        if (xml.IsEmptyElement)
        {
            xml.Skip();
            return;
        }

        xml.ReadStartElement();
        while (xml.MoveToContent() == XmlNodeType.Element)
        {
            if (xml.GetAttribute("mustUnderstand", version.Namespace) is "1" or "true")
            {
                throw new SoapFault(SoapFaultCode.MustUnderstand, $"The header '{xml.LocalName}' is not understood.");
            }

            xml.Skip();
        }

        xml.ReadEndElement();
    }

    private SoapOperation FindOperation(IReadOnlyDictionary<string, SoapOperation> operations)
    {
        xml.MoveToContent();
        return xml.NamespaceURI == contractNamespace && operations.TryGetValue(xml.LocalName, out var operation)
            ? operation
            : throw SoapFault.Client($"There is no operation '{{{xml.NamespaceURI}}}{xml.LocalName}'.");
    }

    /// <summary>The wrapper's children, in sequence; leaves the reader behind the wrapper.</summary>
    private SoapArguments ReadArguments(SoapOperation operation)
    {
        var texts = new Dictionary<string, string>(operation.Parameters.Count, StringComparer.Ordinal);
        var isEmpty = xml.IsEmptyElement;
        xml.ReadStartElement();
        foreach (var parameter in operation.Parameters)
        {
            if (!isEmpty && xml.IsStartElement(parameter.Name, contractNamespace))
            {
                ReadArgument(parameter, texts);
            }

            if (parameter.IsRequired && !texts.ContainsKey(parameter.Name))
            {
                throw SoapFault.Client($"{operation.Name}: {parameter.Name} was expected.");
            }
        }

        if (!isEmpty)
        {
            RefuseMore(operation);
            xml.ReadEndElement();
        }

        return new SoapArguments(texts);
    }

    private void ReadArgument(SoapParameter parameter, Dictionary<string, string> texts)
    {
        if (xml.GetAttribute("nil", InstanceNamespace) is "1" or "true")
        {
            xml.Skip();
            return;
        }

        texts.Add(parameter.Name, xml.ReadElementContentAsString());
    }

    private void RefuseMore(SoapOperation operation)
    {
        if (xml.MoveToContent() == XmlNodeType.Element)
        {
            throw SoapFault.Client($"{operation.Name}: '{xml.LocalName}' is unknown, repeated or out of sequence.");
        }
    }
}
