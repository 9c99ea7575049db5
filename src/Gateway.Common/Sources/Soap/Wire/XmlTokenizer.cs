using System.Buffers;
using System.Runtime.InteropServices;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Reads an XML document forward, token by token, over its UTF-8 bytes.</summary>
/// <remarks>
/// Shape: tokens are offsets into the bytes; comments and processing instructions are passed over; an empty element
/// gives a start and an end. Linear but for attributes, which are compared pairwise up to <see cref="AttributesMax"/>.
/// Errors: <see cref="XmlWireException"/> for what is not well-formed or past a bound; a document type declaration is
/// always refused, so the only references are characters and the five names.
/// Source: XML 1.0 (fifth edition), Namespaces in XML 1.0.
/// </remarks>
internal ref struct XmlTokenizer
{
    public const int DepthMax = 128;
    public const int AttributesMax = 64;
    public const int NamespacesMax = 256;
    public const int NameBytesMax = 1024;

    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/>=<\"'&"u8);

    private static readonly SearchValues<byte> Space = SearchValues.Create(" \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _xml;
    private readonly NamespaceTable _namespaces;
    private readonly OpenElement[] _open;
    private readonly NamespaceBinding[] _bindings;
    private readonly XmlAttribute[] _attributes;
    private int _position;
    private int _tagStart;
    private int _bindingCount;
    private int _declarations;
    private int _attributeCount;
    private bool _isEmptyElement;
    private bool _hasRoot;

    /// <param name="xml">Valid UTF-8.</param>
    /// <param name="namespaces">Those that names are told apart by.</param>
    public XmlTokenizer(ReadOnlySpan<byte> xml, NamespaceTable namespaces)
    {
        _xml = xml;
        _namespaces = namespaces;
        _open = ArrayPool<OpenElement>.Shared.Rent(DepthMax);
        _bindings = ArrayPool<NamespaceBinding>.Shared.Rent(NamespacesMax);
        _attributes = ArrayPool<XmlAttribute>.Shared.Rent(AttributesMax);
        _position = xml.StartsWith("\uFEFF"u8) ? 3 : 0;
        Value = default;
    }

    public XmlTokenKind Kind { get; private set; }

    /// <summary>Open elements, the current one included until its end was read.</summary>
    public int Depth { get; private set; }

    /// <summary>The local name of an element that starts.</summary>
    public ReadOnlySpan<byte> LocalName { get; private set; }

    /// <summary>The namespace of an element that starts, by <see cref="NamespaceTable"/>.</summary>
    public int NamespaceId { get; private set; }

    /// <summary>The namespace of an element that starts as it was declared, references still in it.</summary>
    public ReadOnlySpan<byte> NamespaceUri { get; private set; }

    /// <summary>The name of an element that starts, with its prefix.</summary>
    public readonly XmlRange RawName => _open[Depth - 1].Name;

    /// <summary>Equal at two places only if the same prefixes are bound there.</summary>
    public readonly long Bindings => ((long)_declarations << 32) | (uint)_bindingCount;

    /// <summary>The raw bytes of text or CDATA.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Of an element that starts; namespace declarations are not among them.</summary>
    public readonly ReadOnlySpan<XmlAttribute> Attributes => _attributes.AsSpan(0, _attributeCount);

    public readonly ReadOnlySpan<byte> Bytes(XmlRange range) => _xml.Slice(range.Start, range.Length);

    public readonly void Dispose()
    {
        ArrayPool<OpenElement>.Shared.Return(_open);
        ArrayPool<NamespaceBinding>.Shared.Return(_bindings);
        ArrayPool<XmlAttribute>.Shared.Return(_attributes);
    }

    /// <summary>Moves to the next token.</summary>
    /// <returns>False at the end of the document.</returns>
    public bool Read()
    {
        CloseElement();
        if (_isEmptyElement)
        {
            _isEmptyElement = false;
            Kind = XmlTokenKind.EndElement;
            return true;
        }

        while (_position < _xml.Length)
        {
            if (_xml[_position] != (byte)'<')
            {
                if (ReadText())
                {
                    return true;
                }
            }
            else if (ReadMarkup())
            {
                return true;
            }
        }

        if (Depth > 0 || !_hasRoot)
        {
            throw Malformed("The document ends too early");
        }

        Kind = XmlTokenKind.EndOfDocument;
        return false;
    }

    /// <summary>From an element's start to its end.</summary>
    public void Skip()
    {
        for (var depth = Depth; Read() && (Kind != XmlTokenKind.EndElement || Depth != depth);)
        {
        }
    }

    /// <summary>On a copy made at an element's start: makes its attributes readable again.</summary>
    public void Reread()
    {
        Depth--;
        _bindingCount = _open[Depth].BindingCount;
        _position = _tagStart;
        ReadStartTag();
    }

    /// <summary>
    /// An element that has text and nothing else, no attributes either, and the name that is expected; white space
    /// before it is passed over.
    /// </summary>
    /// <param name="name">As it stood in a tag before, while the same <see cref="Bindings"/> were in force.</param>
    /// <param name="text">What stands in it, meaning its own bytes.</param>
    /// <returns>False where anything else comes, which is not read then.</returns>
    public bool TryReadLeaf(XmlRange name, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_isEmptyElement || Depth == DepthMax + (Kind == XmlTokenKind.EndElement ? 1 : 0))
        {
            return false;
        }

        var rest = _xml[_position..];
        var start = rest.IndexOf((byte)'<') + 1;
        var raw = Bytes(name);
        var content = start + name.Length + 1;
        if (start == 0 || content >= rest.Length || rest[content - 1] != (byte)'>' || !rest[start..].StartsWith(raw)
            || rest[..(start - 1)].ContainsAnyExcept(Space))
        {
            return false;
        }

        var value = rest[content..];
        var length = value.IndexOfAny(XmlText.LeafEnds);
        if (length < 0 || value[length] != (byte)'<')
        {
            return false;
        }

        var end = value[length..];
        if (end.Length < name.Length + 3 || end[1] != (byte)'/' || end[name.Length + 2] != (byte)'>'
            || !end[2..].StartsWith(raw))
        {
            return false;
        }

        CloseElement();
        Kind = XmlTokenKind.Text;
        Value = default;
        text = value[..length];
        _position += content + length + name.Length + 3;
        return true;
    }

    /// <summary>Where the current element's start tag begins.</summary>
    public readonly int TagStart => _tagStart;

    /// <summary>Where the next token begins.</summary>
    public readonly int Position => _position;

    /// <summary>A reader of its own before the document's first token.</summary>
    public readonly XmlTokenizer Restart() => new(_xml, _namespaces);

    /// <summary>A reader of its own at the start of an element elsewhere.</summary>
    /// <param name="tagStart">Where its start tag begins.</param>
    /// <param name="depth">How many elements are open around it: the first of those that are open here.</param>
    /// <remarks>Its <see cref="Dispose"/> is its own too.</remarks>
    public readonly XmlTokenizer ForkAt(int tagStart, int depth)
    {
        var fork = new XmlTokenizer(_xml, _namespaces)
        {
            Depth = depth,
            _bindingCount = _open[depth].BindingCount,
            _position = tagStart,
            _hasRoot = true,
        };
        _open.AsSpan(0, depth).CopyTo(fork._open);
        _bindings.AsSpan(0, fork._bindingCount).CopyTo(fork._bindings);
        fork.ReadStartTag();
        return fork;
    }

    /// <summary>The value of an attribute of the current element.</summary>
    public readonly bool TryFindAttribute(int namespaceId, ReadOnlySpan<byte> localName, out ReadOnlySpan<byte> value)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.NamespaceId == namespaceId && Bytes(attribute.LocalName).SequenceEqual(localName))
            {
                value = Bytes(attribute.Value);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The namespace of a prefix where the reader stands, for names in values (<c>xsi:type</c>).</summary>
    public readonly int FindPrefix(ReadOnlySpan<byte> prefix) => FindPrefix(prefix, out _);

    /// <summary>The namespace of an attribute with a prefix, references still in it.</summary>
    public readonly ReadOnlySpan<byte> UriOf(XmlAttribute attribute)
    {
        var known = FindPrefix(Bytes(attribute.Prefix), out var uri);
        return known == NamespaceTable.Xml ? "http://www.w3.org/XML/1998/namespace"u8 : Bytes(uri);
    }

    private readonly int FindPrefix(ReadOnlySpan<byte> prefix, out XmlRange uri)
    {
        for (var index = _bindingCount - 1; index >= 0; index--)
        {
            if (Bytes(_bindings[index].Prefix).SequenceEqual(prefix))
            {
                uri = _bindings[index].Uri;
                return _bindings[index].NamespaceId;
            }
        }

        uri = default;
        if (prefix.IsEmpty)
        {
            return NamespaceTable.None;
        }

        return prefix.SequenceEqual("xml"u8) ? NamespaceTable.Xml : throw Malformed("A prefix is not declared");
    }

    /// <summary>Leaves the element whose end was read last.</summary>
    private void CloseElement()
    {
        if (Kind == XmlTokenKind.EndElement)
        {
            Depth--;
            _bindingCount = _open[Depth].BindingCount;
        }
    }

    private bool ReadText()
    {
        var rest = _xml[_position..];
        var length = rest.IndexOf((byte)'<');
        length = length < 0 ? rest.Length : length;
        _position += length;
        if (Depth == 0)
        {
            return rest[..length].ContainsAnyExcept(Space)
                ? throw Malformed("Text outside the root element")
                : false;
        }

        Value = rest[..length];
        Kind = XmlTokenKind.Text;
        return true;
    }

    /// <returns>False for what is passed over.</returns>
    private bool ReadMarkup()
    {
        var rest = _xml[_position..];
        if (rest.StartsWith("</"u8))
        {
            ReadEndTag();
            return true;
        }

        if (rest.StartsWith("<?"u8))
        {
            SkipPast("?>"u8, 2);
            return false;
        }

        if (!rest.StartsWith("<!"u8))
        {
            ReadStartTag();
            return true;
        }

        if (rest.StartsWith("<!--"u8))
        {
            SkipPast("-->"u8, 4);
            return false;
        }

        if (!rest.StartsWith("<![CDATA["u8) || Depth == 0)
        {
            throw Malformed("A document type declaration");
        }

        var start = _position + 9;
        SkipPast("]]>"u8, 9);
        Value = _xml[start..(_position - 3)];
        Kind = XmlTokenKind.CData;
        return true;
    }

    private void SkipPast(ReadOnlySpan<byte> end, int from)
    {
        var found = _xml[(_position + from)..].IndexOf(end);
        _position = found < 0 ? throw Malformed("Markup without an end") : _position + from + found + end.Length;
    }

    private void ReadEndTag()
    {
        _position += 2;
        Kind = XmlTokenKind.EndElement;
        var open = Depth > 0 ? Bytes(_open[Depth - 1].Name) : [];
        var rest = _xml[_position..];
        if (rest.Length > open.Length && rest[open.Length] == (byte)'>' && Depth > 0 && rest.StartsWith(open))
        {
            _position += open.Length + 1;
            return;
        }

        var name = ReadName();
        SkipSpace();
        Expect((byte)'>');
        if (Depth == 0 || !Bytes(name).SequenceEqual(open))
        {
            throw Malformed("An end tag does not match");
        }
    }

    private void ReadStartTag()
    {
        if (Depth == DepthMax)
        {
            throw XmlWireException.TooLarge($"Elements nest deeper than {DepthMax}", _position);
        }

        if (Depth == 0 && _hasRoot)
        {
            throw Malformed("A second root element");
        }

        _hasRoot = true;
        _tagStart = _position;
        _position++;
        var name = ReadName();
        _open[Depth] = new OpenElement(name, _bindingCount);
        Depth++;
        _attributeCount = 0;
        if (_position < _xml.Length && _xml[_position] == (byte)'>')
        {
            _position++;
        }
        else
        {
            while (ReadAttribute())
            {
            }

            _isEmptyElement = _xml[_position - 2] == (byte)'/';
            ResolveAttributes();
        }

        var (prefix, local) = Split(name);
        LocalName = Bytes(local);
        NamespaceId = FindPrefix(Bytes(prefix), out var uri);
        NamespaceUri = Bytes(uri);
        Kind = XmlTokenKind.StartElement;
    }

    /// <returns>False when the tag has ended.</returns>
    private bool ReadAttribute()
    {
        var hadSpace = SkipSpace();
        if (_position < _xml.Length && _xml[_position] is (byte)'>' or (byte)'/')
        {
            _position += _xml[_position] == (byte)'/' ? 1 : 0;
            Expect((byte)'>');
            return false;
        }

        if (!hadSpace)
        {
            throw Malformed("Attributes without space between them");
        }

        var name = ReadName();
        SkipSpace();
        Expect((byte)'=');
        SkipSpace();
        var value = ReadAttributeValue();
        var (prefix, local) = Split(name);
        if (Bytes(prefix).SequenceEqual("xmlns"u8))
        {
            Declare(local, value);
        }
        else if (prefix.Length == 0 && Bytes(local).SequenceEqual("xmlns"u8))
        {
            Declare(new XmlRange(0, 0), value);
        }
        else
        {
            AddAttribute(new XmlAttribute(prefix, local, value, NamespaceTable.None));
        }

        return true;
    }

    private XmlRange ReadAttributeValue()
    {
        var quote = _position < _xml.Length ? _xml[_position] : (byte)0;
        if (quote is not ((byte)'"' or (byte)'\''))
        {
            throw Malformed("An attribute value without quotes");
        }

        var start = _position + 1;
        var length = _xml[start..].IndexOf(quote);
        if (length < 0 || _xml.Slice(start, length).Contains((byte)'<'))
        {
            throw Malformed("An attribute value without an end");
        }

        _position = start + length + 1;
        return new XmlRange(start, length);
    }

    private void Declare(XmlRange prefix, XmlRange uri)
    {
        if (_bindingCount == NamespacesMax)
        {
            throw XmlWireException.TooLarge($"More than {NamespacesMax} namespaces in scope", _position);
        }

        _declarations++;
        _bindings[_bindingCount++] = new NamespaceBinding(prefix, uri, FindNamespace(Bytes(uri)));
    }

    private readonly int FindNamespace(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'&'))
        {
            return _namespaces.Find(raw);
        }

        if (raw.Length > NameBytesMax)
        {
            return NamespaceTable.Unknown;
        }

        Span<byte> decoded = stackalloc byte[NameBytesMax];
        return _namespaces.Find(decoded[..XmlText.Decode(raw, decoded)]);
    }

    private void AddAttribute(XmlAttribute attribute)
    {
        if (_attributeCount == AttributesMax)
        {
            throw XmlWireException.TooLarge($"An element with more than {AttributesMax} attributes", _position);
        }

        foreach (var other in Attributes)
        {
            if (Bytes(other.LocalName).SequenceEqual(Bytes(attribute.LocalName))
                && Bytes(other.Prefix).SequenceEqual(Bytes(attribute.Prefix)))
            {
                throw Malformed("An attribute stands twice");
            }
        }

        _attributes[_attributeCount++] = attribute;
    }

    /// <summary>Prefixes are known only when the whole tag was read.</summary>
    private readonly void ResolveAttributes()
    {
        foreach (ref var attribute in _attributes.AsSpan(0, _attributeCount))
        {
            if (attribute.Prefix.Length > 0)
            {
                attribute = attribute with { NamespaceId = FindPrefix(Bytes(attribute.Prefix)) };
            }
        }
    }

    private readonly (XmlRange Prefix, XmlRange Local) Split(XmlRange name)
    {
        var colon = Bytes(name).IndexOf((byte)':');
        if (colon < 0)
        {
            return (new XmlRange(name.Start, 0), name);
        }

        var local = new XmlRange(name.Start + colon + 1, name.Length - colon - 1);
        return colon == 0 || local.Length == 0 || Bytes(local).Contains((byte)':')
            ? throw Malformed("A name with colons")
            : (new XmlRange(name.Start, colon), local);
    }

    private XmlRange ReadName()
    {
        var length = _xml[_position..].IndexOfAny(NameEnds);
        if (length <= 0 || _xml[_position] is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.')
        {
            throw Malformed("A name is missing");
        }

        if (length > NameBytesMax)
        {
            throw XmlWireException.TooLarge($"A name of more than {NameBytesMax} bytes", _position);
        }

        var name = new XmlRange(_position, length);
        _position += length;
        return name;
    }

    private bool SkipSpace()
    {
        var start = _position;
        while (_position < _xml.Length && XmlText.IsSpace(_xml[_position]))
        {
            _position++;
        }

        return _position > start;
    }

    private void Expect(byte expected)
    {
        if (_position >= _xml.Length || _xml[_position] != expected)
        {
            throw Malformed($"'{(char)expected}' is missing");
        }

        _position++;
    }

    private readonly XmlWireException Malformed(string what) => XmlWireException.Malformed(what, _position);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct OpenElement(XmlRange Name, int BindingCount);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct NamespaceBinding(XmlRange Prefix, XmlRange Uri, int NamespaceId);
}
