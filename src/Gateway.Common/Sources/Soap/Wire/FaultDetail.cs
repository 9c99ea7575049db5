using System.Buffers;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Takes of a fault's detail what the contract declares, as JSON.</summary>
/// <remarks>
/// Numbers and booleans as such; texts only where they are names, codes or dates: what is written for people can tell
/// of the service's inside and is for the log, as in <c>Rest</c>'s problems.
/// </remarks>
internal sealed class FaultDetail : IDisposable
{
    private const int BytesMax = 4096;
    private const int ItemsMax = 64;
    private const int TextBytesMax = 128;

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:+"u8);

    /// <summary>Where leaves are written; errors in it are nobody's.</summary>
    private readonly ResultStore _store = new();

    private FaultDetail()
    {
    }

    /// <param name="member">What is declared of the element.</param>
    /// <param name="xml">At the element's start; afterwards at its end.</param>
    /// <returns>A JSON value; null where nothing can be shown.</returns>
    public static byte[]? Read(FaultMember member, ref XmlTokenizer xml)
    {
        using var detail = new FaultDetail();
        return detail.ReadElement(member, ref xml) is { Length: <= BytesMax } json ? json : null;
    }

    public void Dispose() => _store.Dispose();

    private byte[]? ReadElement(FaultMember member, ref XmlTokenizer xml)
    {
        if (member.Members.Length > 0)
        {
            return ReadMembers(member.Members, ref xml);
        }

        var text = new TextBuffer();
        try
        {
            for (var depth = xml.Depth; xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth);)
            {
                if (xml.Kind == XmlTokenKind.StartElement)
                {
                    xml.Skip();
                }
                else
                {
                    text.Append(xml.Value, xml.Kind == XmlTokenKind.CData);
                }
            }

            return ReadText(member.Scalar, text.Written);
        }
        finally
        {
            text.Dispose();
        }
    }

    private byte[]? ReadMembers(FaultMember[] members, ref XmlTokenizer xml)
    {
        var values = new List<byte[]>?[members.Length];
        var parent = xml.NamespaceId;
        foreach (var attribute in xml.Attributes)
        {
            var index = FindAttribute(members, attribute.NamespaceId, xml.Bytes(attribute.LocalName));
            if (index >= 0)
            {
                var text = new TextBuffer();
                text.Append(xml.Bytes(attribute.Value), isCData: false);
                Add(members[index], ref values[index], ReadText(members[index].Scalar, text.Written));
                text.Dispose();
            }
        }

        for (var depth = xml.Depth; xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth);)
        {
            if (xml.Kind != XmlTokenKind.StartElement)
            {
                continue;
            }

            var index = FindElement(members, parent, ref xml);
            if (index < 0)
            {
                xml.Skip();
            }
            else
            {
                Add(members[index], ref values[index], ReadElement(members[index], ref xml));
            }
        }

        return Write(members, values);
    }

    private static int FindAttribute(FaultMember[] members, int ns, ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (members[index].IsAttribute && members[index].NamespaceId == ns
                && name.SequenceEqual(members[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }

    private static int FindElement(FaultMember[] members, int parent, ref XmlTokenizer xml)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (!members[index].IsAttribute && members[index].Element.IsAt(parent, ref xml))
            {
                return index;
            }
        }

        return -1;
    }

    private static void Add(FaultMember member, ref List<byte[]>? values, byte[]? value)
    {
        if (value is not null && (values is null || values.Count < (member.IsList ? ItemsMax : 1)))
        {
            (values ??= []).Add(value);
        }
    }

    /// <returns>Null where no member has a value.</returns>
    private static byte[]? Write(FaultMember[] members, List<byte[]>?[] values)
    {
        var json = new ArrayBufferWriter<byte>();
        for (var index = 0; index < members.Length; index++)
        {
            if (values[index] is not { } found)
            {
                continue;
            }

            json.Write(json.WrittenCount == 0 ? "{"u8 : ","u8);
            json.Write(members[index].Key);
            json.Write(members[index].IsList ? "["u8 : default);
            for (var item = 0; item < found.Count; item++)
            {
                json.Write(item == 0 ? default : ","u8);
                json.Write(found[item]);
            }

            json.Write(members[index].IsList ? "]"u8 : default);
        }

        json.Write(json.WrittenCount == 0 ? default : "}"u8);
        return json.WrittenCount == 0 ? null : json.WrittenSpan.ToArray();
    }

    private byte[]? ReadText(string? scalar, ReadOnlySpan<byte> text)
    {
        var trimmed = XmlText.Trim(text);
        var kind = scalar switch
        {
            "Int" => LeafKind.Int,
            "Float" => LeafKind.Float,
            "Boolean" => LeafKind.Boolean,
            _ => LeafKind.String,
        };
        if (scalar is null or NamedScalars.Json || trimmed.IsEmpty
            || (kind == LeafKind.String && (trimmed.Length > TextBytesMax || trimmed.ContainsAnyExcept(NameBytes))))
        {
            return null;
        }

        var plan = new LeafPlan { Kind = kind, Space = WhiteSpace.Collapse, IsJson = false, IsBinary = false };
        var cell = LeafReader.Read(plan, trimmed, _store);
        return cell.Kind == CellKind.Value ? _store.Bytes(cell).ToArray() : null;
    }
}
