using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>The values of an encoded body that others refer to: <c>href="#id"</c>, or <c>enc:ref="id"</c>.</summary>
/// <remarks>
/// Shape: elements beside the answer's in the body, by id. What they come to when every reference is followed is
/// bounded, as references may multiply and close circles.
/// Errors: <see cref="XmlWireException"/> past a bound.
/// Source: SOAP 1.1 §5.1, §5.4.1; SOAP 1.2 Part 2 §3.1.5.
/// </remarks>
internal sealed class References
{
    /// <summary>References within one another; a circle of them passes it.</summary>
    public const int DepthMax = 32;

    /// <summary>Bytes read through references, each time they are.</summary>
    public const int BytesMax = 16 * 1024 * 1024;

    /// <summary>Elements open around those that are referred to: the envelope and its body.</summary>
    public const int BodyDepth = 2;

    private readonly Dictionary<string, int> _tagStarts = new(StringComparer.Ordinal);
    private int _bytes;
    private int _depth;

    /// <param name="xml">At the start of the body's first element; not moved.</param>
    public References(ref XmlTokenizer xml)
    {
        var scan = xml.ForkAt(xml.TagStart, BodyDepth);
        try
        {
            do
            {
                if (scan.Kind == XmlTokenKind.StartElement)
                {
                    Add(ref scan);
                    scan.Skip();
                }
            }
            while (scan.Read() && (scan.Kind != XmlTokenKind.EndElement || scan.Depth != BodyDepth));
        }
        finally
        {
            scan.Dispose();
        }
    }

    /// <summary>Where the element begins that the current one refers to; -1 where it refers to none.</summary>
    public int Find(ref XmlTokenizer xml)
    {
        if (xml.TryFindAttribute(NamespaceTable.None, "href"u8, out var href) && href.StartsWith("#"u8))
        {
            return _tagStarts.GetValueOrDefault(Encoding.UTF8.GetString(href[1..]), -1);
        }

        return xml.TryFindAttribute(NamespaceTable.Encoding12, "ref"u8, out var id)
            ? _tagStarts.GetValueOrDefault(Encoding.UTF8.GetString(id), -1)
            : -1;
    }

    public void Enter(int tagStart)
    {
        if (++_depth > DepthMax)
        {
            throw XmlWireException.TooLarge($"References nest deeper than {DepthMax}", tagStart);
        }
    }

    /// <param name="bytes">Of the element that was read.</param>
    /// <param name="tagStart">Where it begins.</param>
    public void Leave(int bytes, int tagStart)
    {
        _depth--;
        _bytes += bytes;
        if (_bytes > BytesMax)
        {
            throw XmlWireException.TooLarge($"References come to more than {BytesMax} bytes", tagStart);
        }
    }

    private void Add(ref XmlTokenizer xml)
    {
        if (xml.TryFindAttribute(NamespaceTable.None, "id"u8, out var id)
            || xml.TryFindAttribute(NamespaceTable.Encoding12, "id"u8, out id))
        {
            _tagStarts.TryAdd(Encoding.UTF8.GetString(id), xml.TagStart);
        }
    }
}
