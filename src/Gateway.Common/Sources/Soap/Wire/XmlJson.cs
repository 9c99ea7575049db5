using System.Buffers;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Elements that no contract names, as JSON in the form of <see cref="JsonXml"/>.</summary>
internal static class XmlJson
{
    /// <summary>One element as a node.</summary>
    public static Cell ReadNode(ref XmlTokenizer xml, ResultStore store, ref TextBuffer text)
    {
        var json = new ArrayBufferWriter<byte>();
        WriteNode(ref xml, json, ref text);
        return store.Append(json.WrittenSpan);
    }

    /// <summary>What stands in an element: a text, or the list of texts and nodes.</summary>
    public static Cell ReadContent(ref XmlTokenizer xml, ResultStore store, ref TextBuffer text)
    {
        var json = new ArrayBufferWriter<byte>();
        var isText = WriteChildren(ref xml, json, ref text);
        var items = json.WrittenSpan;
        return store.Append(!isText ? items : items.Length == 2 ? "\"\""u8 : items[1..^1]);
    }

    /// <summary>The attributes that no field reads, as a list of <c>{"name", "namespace"?, "value"}</c>.</summary>
    public static Cell ReadAttributes(ObjectPlan plan, ref XmlTokenizer xml, ResultStore store)
    {
        ArrayBufferWriter<byte>? json = null;
        var text = new TextBuffer();
        foreach (var attribute in xml.Attributes)
        {
            if (attribute.NamespaceId == NamespaceTable.Instance || IsRead(plan, attribute, ref xml))
            {
                continue;
            }

            var start = json is null ? "[{\"name\":"u8 : ",{\"name\":"u8;
            json ??= new ArrayBufferWriter<byte>();
            json.Write(start);
            WriteString(xml.Bytes(attribute.LocalName), json);
            if (attribute.Prefix.Length > 0)
            {
                json.Write(",\"namespace\":"u8);
                WriteDecoded(xml.UriOf(attribute), json, ref text);
            }

            json.Write(",\"value\":"u8);
            WriteDecoded(xml.Bytes(attribute.Value), json, ref text);
            json.Write("}"u8);
        }

        text.Dispose();
        json?.Write("]"u8);
        return json is null ? Cell.Null : store.Append(json.WrittenSpan);
    }

    private static bool IsRead(ObjectPlan plan, XmlAttribute attribute, ref XmlTokenizer xml)
    {
        foreach (var field in plan.Attributes)
        {
            if (field.Kind == XmlNodeKind.Attribute && field.Element.NamespaceId == attribute.NamespaceId
                && xml.Bytes(attribute.LocalName).SequenceEqual(field.Element.LocalName))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteNode(ref XmlTokenizer xml, ArrayBufferWriter<byte> json, ref TextBuffer text)
    {
        json.Write("{\"name\":"u8);
        WriteString(xml.LocalName, json);
        if (xml.NamespaceUri is { IsEmpty: false } ns)
        {
            json.Write(",\"namespace\":"u8);
            WriteDecoded(ns, json, ref text);
        }

        var isFirst = true;
        foreach (var attribute in xml.Attributes)
        {
            json.Write(isFirst ? ",\"attributes\":{"u8 : ","u8);
            isFirst = false;
            WriteString(xml.Bytes(attribute.LocalName), json);
            json.Write(":"u8);
            WriteDecoded(xml.Bytes(attribute.Value), json, ref text);
        }

        json.Write(isFirst ? default : "}"u8);
        json.Write(",\"children\":"u8);
        WriteChildren(ref xml, json, ref text);
        json.Write("}"u8);
    }

    /// <returns>Whether there is nothing but one text.</returns>
    private static bool WriteChildren(ref XmlTokenizer xml, ArrayBufferWriter<byte> json, ref TextBuffer text)
    {
        var depth = xml.Depth;
        var count = 0;
        var hasElements = false;
        text.Clear();
        json.Write("["u8);
        while (xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth))
        {
            if (xml.Kind != XmlTokenKind.StartElement)
            {
                text.Append(xml.Value, xml.Kind == XmlTokenKind.CData);
                continue;
            }

            FlushText(ref text, json, ref count, keepsSpace: false);
            json.Write(count++ == 0 ? default : ","u8);
            hasElements = true;
            WriteNode(ref xml, json, ref text);
            text.Clear();
        }

        FlushText(ref text, json, ref count, keepsSpace: !hasElements);
        json.Write("]"u8);
        return !hasElements;
    }

    private static void FlushText(
        ref TextBuffer text, ArrayBufferWriter<byte> json, ref int count, bool keepsSpace)
    {
        // Space between elements is layout.
        if (!text.Written.IsEmpty && (keepsSpace || !XmlText.Trim(text.Written).IsEmpty))
        {
            json.Write(count++ == 0 ? default : ","u8);
            WriteString(text.Written, json);
        }

        text.Clear();
    }

    private static void WriteDecoded(ReadOnlySpan<byte> raw, ArrayBufferWriter<byte> json, ref TextBuffer text)
    {
        text.Clear();
        text.Append(raw, isCData: false);
        WriteString(text.Written, json);
        text.Clear();
    }

    private static void WriteString(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> json) =>
        json.Advance(LeafReader.WriteString(text, json.GetSpan(checked(text.Length * 6 + 2))));
}
