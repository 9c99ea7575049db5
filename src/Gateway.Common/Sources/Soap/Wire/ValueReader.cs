using System.Buffers;
using System.Runtime.InteropServices;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Reads elements into cells and rows by their plans.</summary>
/// <remarks>
/// Shape: one pass; repeated elements may stand apart from each other, so they wait in <see cref="_pending"/> until
/// their parent ends. Depth is bounded by <see cref="XmlTokenizer.DepthMax"/>.
/// </remarks>
/// <param name="store">Takes the values.</param>
/// <param name="attachments">Null for an answer without any.</param>
/// <param name="references">Null where none are followed.</param>
internal ref struct ValueReader(ResultStore store, MultipartAnswer? attachments = null, References? references = null)
{
    private PendingItem[] _pending = ArrayPool<PendingItem>.Shared.Rent(64);
    private int _pendingCount = 0;
    private TextBuffer _text = new();
    private LeafScripts _scripts;

    /// <summary>The whole answer, for attachments.</summary>
    public ReadOnlySpan<byte> Body { get; init; }

    public void Dispose()
    {
        ArrayPool<PendingItem>.Shared.Return(_pending);
        _text.Dispose();
        _scripts.Dispose();
    }

    /// <summary>The answer's one child that is the value, or the list of all of that name.</summary>
    /// <param name="field">The bound field.</param>
    /// <param name="result">The child's name.</param>
    /// <param name="xml">At the start of the answer's element.</param>
    public Cell ReadResult(ReadField field, ElementName result, ref XmlTokenizer xml)
    {
        var depth = xml.Depth;
        var parent = xml.NamespaceId;
        var value = Cell.Null;
        var mark = store.BeginList();
        while (xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth))
        {
            if (xml.Kind != XmlTokenKind.StartElement)
            {
                continue;
            }

            if (!result.IsAt(parent, ref xml))
            {
                xml.Skip();
            }
            else if (field.IsList)
            {
                store.Push(ReadElement(field, ref xml));
            }
            else
            {
                value = ReadElement(field, ref xml);
            }
        }

        return field.IsList ? store.EndList(mark) : value;
    }

    /// <param name="field">The field whose value, or one item of it, the element is.</param>
    /// <param name="xml">At the element's start; afterwards at its end.</param>
    /// <param name="type">What the element's name says of its type; null: nothing.</param>
    public Cell ReadElement(ReadField field, ref XmlTokenizer xml, RowType? type = null)
    {
        if (references is not null && references.Find(ref xml) is >= 0 and var tagStart)
        {
            return ReadReferred(field, ref xml, type, tagStart);
        }

        if (field.Kind == XmlNodeKind.Presence)
        {
            xml.Skip();
            return store.Append("true"u8);
        }

        if (field.Kind == XmlNodeKind.Any)
        {
            return XmlJson.ReadNode(ref xml, store, ref _text);
        }

        if (IsNil(ref xml))
        {
            xml.Skip();
            return Cell.Null;
        }

        if (field.Object is not null)
        {
            return ReadObject(field.Object, ref xml, type);
        }

        if (field.Leaf!.IsJson)
        {
            return XmlJson.ReadContent(ref xml, store, ref _text);
        }

        if (field.Leaf.IsBinary && attachments is not null)
        {
            return ReadBinary(field, ref xml);
        }

        return ReadText(field, ReadText(ref xml));
    }

    private readonly Cell ReadText(ReadField field, ReadOnlySpan<byte> text) =>
        ReadLeaf(field, text.IsEmpty && field.DefaultText is not null ? field.DefaultText : text);

    private Cell ReadReferred(ReadField field, ref XmlTokenizer xml, RowType? type, int tagStart)
    {
        references!.Enter(tagStart);
        var referred = xml.ForkAt(tagStart, References.BodyDepth);
        try
        {
            var value = ReadElement(field, ref referred, type);
            references.Leave(referred.Position - tagStart, tagStart);
            xml.Skip();
            return value;
        }
        finally
        {
            referred.Dispose();
        }
    }

    /// <summary>Bytes in the text, or in the attachment that <c>xop:Include</c> names.</summary>
    private Cell ReadBinary(ReadField field, ref XmlTokenizer xml)
    {
        var elements = xml;
        var text = XmlText.Trim(ReadText(ref xml));
        if (!text.IsEmpty)
        {
            return ReadLeaf(field, text);
        }

        // The copy stands at the start still.
        xml = elements;
        var depth = xml.Depth;
        var value = Cell.Null;
        while (xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth))
        {
            if (xml.Kind == XmlTokenKind.StartElement && xml.NamespaceId == NamespaceTable.Xop
                && xml.TryFindAttribute(NamespaceTable.None, "href"u8, out var href))
            {
                value = attachments!.Read(Body, href, store);
            }
        }

        return value.Kind == CellKind.Value ? value : ReadLeaf(field, []);
    }

    /// <summary>Elements of the envelope's header into the row that the body became.</summary>
    /// <param name="plan">The answer's type.</param>
    /// <param name="target">Its row.</param>
    /// <param name="xml">At the start of the header.</param>
    public void ReadHeader(ObjectPlan plan, int target, ref XmlTokenizer xml)
    {
        var depth = xml.Depth;
        while (xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth))
        {
            if (xml.Kind != XmlTokenKind.StartElement)
            {
                continue;
            }

            var start = xml;
            foreach (var field in plan.Headers)
            {
                if (!field.Element.IsAt(NamespaceTable.None, ref start))
                {
                    continue;
                }

                if (xml.Kind != XmlTokenKind.StartElement)
                {
                    xml = start;
                    xml.Reread();
                }

                var value = ReadElement(field, ref xml);
                store.Slot(target, plan.Selection.Row.Slots[field.Index]) = value;
            }

            if (xml.Kind == XmlTokenKind.StartElement)
            {
                xml.Skip();
            }
        }
    }

    private readonly Cell ReadLeaf(ReadField field, ReadOnlySpan<byte> text)
    {
        if (!field.IsTextList)
        {
            return LeafReader.Read(field.Leaf!, text, store);
        }

        var mark = store.BeginList();
        for (var rest = XmlText.Trim(text); !rest.IsEmpty; rest = XmlText.Trim(rest))
        {
            var end = rest.IndexOfAny(" \t\r\n"u8);
            var item = end < 0 ? rest : rest[..end];
            store.Push(LeafReader.Read(field.Leaf!, item, store));
            rest = rest[item.Length..];
        }

        return store.EndList(mark);
    }

    /// <summary>The text of an element; elements inside it are passed over.</summary>
    private ReadOnlySpan<byte> ReadText(ref XmlTokenizer xml)
    {
        var depth = xml.Depth;
        ReadOnlySpan<byte> plain = default;
        _text.Clear();
        while (xml.Read() && (xml.Kind != XmlTokenKind.EndElement || xml.Depth != depth))
        {
            if (xml.Kind == XmlTokenKind.StartElement)
            {
                xml.Skip();
                continue;
            }

            if (plain.IsEmpty && _text.Written.IsEmpty && XmlText.IsPlain(xml.Value))
            {
                plain = xml.Value;
                continue;
            }

            _text.Append(plain, isCData: true);
            plain = default;
            _text.Append(xml.Value, xml.Kind == XmlTokenKind.CData);
        }

        return _text.Written.IsEmpty ? plain : _text.Written;
    }

    private Cell ReadObject(ObjectPlan plan, ref XmlTokenizer xml, RowType? type)
    {
        var row = FindRow(plan, type, ref xml);
        if (row is null)
        {
            xml.Skip();
            return store.AddError(new ResultError(
                SourceErrorCodes.InvalidResponse, "The source answered with a type that its contract does not name."));
        }

        var target = store.CreateRow(row.Shape);
        var firstPending = _pendingCount;
        ReadAttributes(plan, row, target, ref xml);
        if (plan.Texts.Length > 0)
        {
            ReadOwnText(plan, row, target, ref xml);
        }
        else
        {
            ReadChildren(plan, row, target, ref xml);
        }

        FinishLists(plan, row, target, firstPending);
        return Cell.Object(target);
    }

    private readonly void ReadAttributes(ObjectPlan plan, RowPlan row, int target, ref XmlTokenizer xml)
    {
        foreach (var field in plan.Attributes)
        {
            var slot = row.Slots[field.Index];
            if (slot < 0)
            {
                continue;
            }

            if (field.Kind == XmlNodeKind.AnyAttribute)
            {
                var others = XmlJson.ReadAttributes(plan, ref xml, store);
                store.Slot(target, slot) = others;
                continue;
            }

            if (!xml.TryFindAttribute(field.Element.NamespaceId, field.Element.LocalName, out var raw))
            {
                if (field.DefaultText is { } text)
                {
                    var absent = ReadLeaf(field, text);
                    store.Slot(target, slot) = absent;
                }

                continue;
            }

            var decoder = new TextBuffer();
            decoder.Append(raw, isCData: false);
            var value = ReadLeaf(field, decoder.Written);
            decoder.Dispose();
            store.Slot(target, slot) = value;
        }
    }

    /// <summary>An object with text of its own: simple content, or mixed with elements.</summary>
    private void ReadOwnText(ObjectPlan plan, RowPlan row, int target, ref XmlTokenizer xml)
    {
        var elements = xml;
        if (IsNil(ref xml))
        {
            xml.Skip();
            return;
        }

        var text = ReadText(ref xml);
        foreach (var field in plan.Texts)
        {
            var slot = row.Slots[field.Index];
            if (slot >= 0)
            {
                var value = ReadLeaf(field, text);
                store.Slot(target, slot) = value;
            }
        }

        // The copy stands at the start still: elements of mixed content are read in a second pass.
        if (plan.Fields.Length > plan.Texts.Length + plan.Attributes.Length)
        {
            ReadChildren(plan, row, target, ref elements);
            xml = elements;
        }
    }

    private void ReadChildren(ObjectPlan plan, RowPlan row, int target, ref XmlTokenizer xml)
    {
        var depth = xml.Depth;
        var parent = xml.NamespaceId;
        var cursor = _scripts.Begin(plan, parent, xml.Bindings);
        while (true)
        {
            cursor = ReadExpected(cursor, row, target, ref xml);
            if (!xml.Read() || (xml.Kind == XmlTokenKind.EndElement && xml.Depth == depth))
            {
                break;
            }

            if (xml.Kind == XmlTokenKind.StartElement)
            {
                ReadChild(plan, row, target, parent, cursor, ref xml);
            }
        }

        _scripts.End(cursor);
    }

    /// <summary>Reads leaves for as long as they come as they did before; a few in a row may be absent.</summary>
    private LeafCursor ReadExpected(LeafCursor cursor, RowPlan row, int target, ref XmlTokenizer xml)
    {
        var step = cursor.Step;
        for (var absent = 0; step != LeafScripts.None && absent <= LeafScripts.AbsentMax; absent++)
        {
            ref readonly var expected = ref _scripts[step];
            step = expected.Next;
            if (xml.TryReadLeaf(expected.Name, out var text))
            {
                absent = -1;
                cursor = cursor with { Step = step };
                if (expected.Field is { } field && row.Slots[field.Index] is >= 0 and var slot
                    && (field.IsList || store.Slot(target, slot).Kind == CellKind.Missing))
                {
                    Put(field, target, slot, ReadText(field, text));
                }
            }
        }

        return cursor;
    }

    private void ReadChild(
        ObjectPlan plan, RowPlan row, int target, int parent, LeafCursor cursor, ref XmlTokenizer xml)
    {
        var names = plan.Find(xml.LocalName);
        if (names.Length == 0 && plan.Rests.Length == 0)
        {
            _scripts.Note(cursor, xml.RawName, field: null);
            xml.Skip();
            return;
        }

        if (names.Length == 1 && names[0].Element.IsAt(parent, ref xml))
        {
            if (IsText(names[0].Field))
            {
                _scripts.Note(cursor, xml.RawName, names[0].Field);
            }

            if (!ReadInto(names[0].Field, row, target, ref xml, names[0].Type))
            {
                xml.Skip();
            }

            return;
        }

        ReadForEach(plan, row, target, parent, ref xml);
    }

    /// <summary>Whether all that a field's element may hold, but attributes, is text read as it stands.</summary>
    private readonly bool IsText(ReadField field) =>
        field is { Kind: XmlNodeKind.Element, Leaf: { IsJson: false } leaf }
        && references is null && (attachments is null || !leaf.IsBinary);

    /// <summary>One element may feed several fields; each reads it from its start.</summary>
    private void ReadForEach(ObjectPlan plan, RowPlan row, int target, int parent, ref XmlTokenizer xml)
    {
        var start = xml;
        var isKnown = false;
        foreach (var named in plan.Find(start.LocalName))
        {
            if (named.Element.IsAt(parent, ref start))
            {
                isKnown = true;
                Rewind(ref xml, ref start);
                ReadInto(named.Field, row, target, ref xml, named.Type);
            }
        }

        if (!isKnown)
        {
            foreach (var field in plan.Rests)
            {
                Rewind(ref xml, ref start);
                ReadInto(field, row, target, ref xml);
            }
        }

        if (xml.Kind == XmlTokenKind.StartElement)
        {
            xml.Skip();
        }
    }

    private static void Rewind(ref XmlTokenizer xml, ref XmlTokenizer start)
    {
        if (xml.Kind != XmlTokenKind.StartElement)
        {
            // An earlier field has read it to its end.
            xml = start;
            xml.Reread();
        }
    }

    /// <returns>False where the field takes no value of this element, which is not read then.</returns>
    private bool ReadInto(ReadField field, RowPlan row, int target, ref XmlTokenizer xml, RowType? type = null)
    {
        var slot = row.Slots[field.Index];
        if (slot < 0 || (!field.IsList && store.Slot(target, slot).Kind != CellKind.Missing))
        {
            return false;
        }

        Put(field, target, slot, ReadElement(field, ref xml, type));
        return true;
    }

    private void Put(ReadField field, int target, int slot, Cell value)
    {
        if (field.IsList)
        {
            AddPending(new PendingItem(slot, value));
        }
        else
        {
            store.Slot(target, slot) = value;
        }
    }

    /// <summary>Lists from what waited for them; null for what the answer did not have.</summary>
    private void FinishLists(ObjectPlan plan, RowPlan row, int target, int firstPending)
    {
        foreach (var field in plan.Fields)
        {
            var slot = row.Slots[field.Index];
            if (slot >= 0 && store.Slot(target, slot).Kind == CellKind.Missing)
            {
                var value = field.IsList ? Gather(slot, firstPending) : Cell.Null;
                store.Slot(target, slot) = value;
            }
        }

        _pendingCount = firstPending;
    }

    private readonly Cell Gather(int slot, int firstPending)
    {
        var mark = store.BeginList();
        foreach (var item in _pending.AsSpan(firstPending, _pendingCount - firstPending))
        {
            if (item.Slot == slot)
            {
                store.Push(item.Value);
            }
        }

        return store.EndList(mark);
    }

    private void AddPending(PendingItem item)
    {
        if (_pendingCount == _pending.Length)
        {
            var larger = ArrayPool<PendingItem>.Shared.Rent(_pending.Length * 2);
            _pending.CopyTo(larger, 0);
            ArrayPool<PendingItem>.Shared.Return(_pending);
            _pending = larger;
        }

        _pending[_pendingCount++] = item;
    }

    /// <summary>
    /// The row for the type that <c>xsi:type</c> or the element's name says; a type that the contract does not have,
    /// and none, is the declared one.
    /// </summary>
    private static RowPlan? FindRow(ObjectPlan plan, RowType? type, ref XmlTokenizer xml)
    {
        if (!plan.Selection.IsAbstract)
        {
            return plan.Selection.Row;
        }

        if (xml.TryFindAttribute(NamespaceTable.Instance, "type"u8, out var name))
        {
            var trimmed = XmlText.Trim(name);
            type = plan.FindType(trimmed[(trimmed.IndexOf((byte)':') + 1)..]) ?? type;
        }

        return (type ?? plan.Declared)?.Row;
    }

    private static bool IsNil(ref XmlTokenizer xml) =>
        xml.TryFindAttribute(NamespaceTable.Instance, "nil"u8, out var nil)
        && XmlText.Trim(nil) is [(byte)'1'] or [(byte)'t', ..];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PendingItem(int Slot, Cell Value);
}
