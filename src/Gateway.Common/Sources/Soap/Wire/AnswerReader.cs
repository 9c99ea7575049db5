using Gateway.Common.Results;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Reads an answer's envelope into rows.</summary>
/// <remarks>
/// Errors: <see cref="SourceException"/> for faults, other statuses and what is no envelope.
/// Source: SOAP 1.1 §4; SOAP 1.2 Part 1 §5.
/// </remarks>
internal static class AnswerReader
{
    public static Cell Read(AnswerPlan plan, FaultCodes faults, ResultStore store, SourceResponse response)
    {
        var isSuccess = response.Status is >= 200 and < 300;
        if (plan.IsOneWay && isSuccess && XmlText.Trim(response.Body).IsEmpty)
        {
            return store.Append("true"u8);
        }

        try
        {
            return ReadEnvelope(plan, faults, store, response, isSuccess);
        }
        catch (XmlWireException error)
        {
            throw isSuccess ? Unreadable(error) : StatusError(response.Status);
        }
    }

    private static Cell ReadEnvelope(
        AnswerPlan plan, FaultCodes faults, ResultStore store, SourceResponse response, bool isSuccess)
    {
        var attachments = response.MediaType == "multipart/related" ? MultipartAnswer.Parse(response.Body) : null;
        var envelope = attachments is null ? response.Body : response.Body[attachments.Envelope];
        var xml = new XmlTokenizer(AnswerEncoding.ToUtf8(envelope), plan.Namespaces);
        try
        {
            MoveToBody(ref xml);
            var hasAnswer = MoveToChild(ref xml);
            if (hasAnswer && NamespaceTable.IsEnvelope(xml.NamespaceId) && xml.LocalName.SequenceEqual("Fault"u8))
            {
                throw FaultReader.Read(ref xml, faults);
            }

            if (!isSuccess)
            {
                throw StatusError(response.Status);
            }

            return hasAnswer ? ReadAnswer(plan, store, ref xml, attachments, response.Body) : Empty(plan, store);
        }
        finally
        {
            xml.Dispose();
        }
    }

    private static void MoveToBody(ref XmlTokenizer xml)
    {
        MoveToPart(ref xml, "Body"u8);
        if (xml.Kind != XmlTokenKind.StartElement)
        {
            throw XmlWireException.Malformed("An envelope without body", 0);
        }
    }

    /// <summary>To the header or body of an envelope that nothing was read of; else to its end.</summary>
    private static void MoveToPart(ref XmlTokenizer xml, ReadOnlySpan<byte> localName)
    {
        if (!xml.Read() || !NamespaceTable.IsEnvelope(xml.NamespaceId) || !xml.LocalName.SequenceEqual("Envelope"u8))
        {
            throw XmlWireException.Malformed("No SOAP envelope", 0);
        }

        while (MoveToChild(ref xml))
        {
            if (NamespaceTable.IsEnvelope(xml.NamespaceId) && xml.LocalName.SequenceEqual(localName))
            {
                return;
            }

            xml.Skip();
        }
    }

    /// <returns>False at the end of the element.</returns>
    private static bool MoveToChild(ref XmlTokenizer xml)
    {
        while (xml.Read())
        {
            if (xml.Kind is XmlTokenKind.StartElement or XmlTokenKind.EndElement)
            {
                return xml.Kind == XmlTokenKind.StartElement;
            }
        }

        return false;
    }

    private static Cell ReadAnswer(
        AnswerPlan plan, ResultStore store, ref XmlTokenizer xml, MultipartAnswer? attachments, ReadOnlySpan<byte> body)
    {
        if (plan.Response.Length > 0 && !xml.LocalName.SequenceEqual(plan.Response))
        {
            throw XmlWireException.Malformed("The body's element is another than the contract's", 0);
        }

        var references = plan.IsEncoded ? new References(ref xml) : null;
        var reader = new ValueReader(store, attachments, references) { Body = body };
        try
        {
            var value = plan.IsOneWay
                ? store.Append("true"u8)
                : plan.Result is { } result
                    ? reader.ReadResult(plan.Root, result, ref xml)
                    : reader.ReadElement(plan.Root, ref xml);

            // What follows must be well-formed too, or the answer was cut.
            while (xml.Read())
            {
            }

            if (plan.Root.Object is { Headers.Length: > 0 } root && value.Kind == CellKind.Object)
            {
                ReadHeader(root, value.Row, ref reader, ref xml);
            }

            return value;
        }
        finally
        {
            reader.Dispose();
        }
    }

    /// <summary>The header stands before the body, whose row it belongs to: a second look, as far as it goes.</summary>
    private static void ReadHeader(ObjectPlan plan, int target, ref ValueReader reader, ref XmlTokenizer read)
    {
        var xml = read.Restart();
        try
        {
            MoveToPart(ref xml, "Header"u8);
            if (xml.Kind == XmlTokenKind.StartElement)
            {
                reader.ReadHeader(plan, target, ref xml);
            }
        }
        finally
        {
            xml.Dispose();
        }
    }

    private static Cell Empty(AnswerPlan plan, ResultStore store) =>
        plan.Root.Kind == XmlNodeKind.Presence ? store.Append("true"u8) : Cell.Null;

    private static SourceException Unreadable(XmlWireException error) => error.IsTooLarge
        ? new SourceException(
            SourceErrorCodes.ResponseTooLarge, "The source's answer passes a limit.", error.Message)
        : new SourceException(
            SourceErrorCodes.InvalidResponse, "The source's answer could not be read.", error.Message);

    private static SourceException StatusError(int status)
    {
        var code = status switch
        {
            401 or 403 => SourceErrorCodes.Forbidden,
            429 => SourceErrorCodes.RateLimited,
            >= 500 => SourceErrorCodes.Unavailable,
            _ => SourceErrorCodes.Failed,
        };
        return new SourceException(code, "The source answered with an error.", $"HTTP status {status}");
    }
}
