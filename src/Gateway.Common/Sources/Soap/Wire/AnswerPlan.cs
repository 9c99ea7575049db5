using System.Text;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>How an operation's answer becomes the field's value.</summary>
internal sealed class AnswerPlan
{
    public required NamespaceTable Namespaces { get; init; }

    /// <summary>Local name of the answer's element; empty where any is taken.</summary>
    public required byte[] Response { get; init; }

    public required bool IsOneWay { get; init; }

    /// <summary>The answer's one child that is the value; null where it is the answer's element itself.</summary>
    public required ElementName? Result { get; init; }

    public required ReadField Root { get; init; }

    /// <summary>References inside the body are followed.</summary>
    public required bool IsEncoded { get; init; }

    public static AnswerPlan Compile(FetchField field, SoapDirective soap)
    {
        var compiler = new AnswerCompiler(soap);
        var root = compiler.Field(field, index: 0, declaringType: null);
        return new AnswerPlan
        {
            Namespaces = compiler.Namespaces,
            Response = Encoding.UTF8.GetBytes(soap.Response ?? ""),
            IsOneWay = soap.IsOneWay,
            Result = soap.Result is null ? null : root.Element with { LocalName = Encoding.UTF8.GetBytes(soap.Result) },
            Root = root,
            IsEncoded = soap.IsEncoded,
        };
    }
}

/// <summary>An element's or attribute's name, its namespace by <see cref="NamespaceTable"/>.</summary>
internal sealed record ElementName(byte[] LocalName, int NamespaceId)
{
    /// <summary>
    /// The contract's name; or the same local name without a namespace or in the parent's, as services answer that mix
    /// up qualified and unqualified elements.
    /// </summary>
    public bool IsAt(int parent, ref XmlTokenizer xml)
    {
        var ns = xml.NamespaceId;
        return (ns == NamespaceId || ns == NamespaceTable.None || (ns == parent && ns != NamespaceTable.Unknown))
            && xml.LocalName.SequenceEqual(LocalName);
    }
}

/// <summary>How one field's value is read.</summary>
internal sealed class ReadField
{
    /// <summary>Among the selection's fields.</summary>
    public required int Index { get; init; }

    public required ElementName Element { get; init; }

    public required XmlNodeKind Kind { get; init; }

    /// <summary>Repeated elements.</summary>
    public required bool IsList { get; init; }

    /// <summary>A list in one text.</summary>
    public required bool IsTextList { get; init; }

    /// <summary>Other elements that may stand for this one, each with the type that its value then has.</summary>
    public required (ElementName Element, RowType? Type)[] Substitutes { get; init; }

    /// <summary>What an absent attribute or an empty element stands for; null for nothing.</summary>
    public required byte[]? DefaultText { get; init; }

    /// <summary>Null for composite values.</summary>
    public required LeafPlan? Leaf { get; init; }

    /// <summary>Null for leaves.</summary>
    public required ObjectPlan? Object { get; init; }
}

/// <summary>What is read of an element with children: its fields by how they stand in XML.</summary>
internal sealed class ObjectPlan
{
    private Utf8Map<NamedFields> _elements = new([], static fields => fields.LocalName);
    private Utf8Map<RowType> _types = new([], static type => type.Name);

    public required FetchSelection Selection { get; init; }

    public ReadField[] Fields { get; private set; } = [];

    public ReadField[] Attributes { get; private set; } = [];

    /// <summary>Fields of the element's own text.</summary>
    public ReadField[] Texts { get; private set; } = [];

    /// <summary>Fields of elements that the contract does not name.</summary>
    public ReadField[] Rests { get; private set; } = [];

    /// <summary>Fields of the envelope's header; only of the answer's own type.</summary>
    public ReadField[] Headers { get; private set; } = [];

    /// <summary>Of a selection on an abstract type: the row of the type that its element names; else null.</summary>
    public RowType? Declared { get; private set; }

    public void Complete(ReadField[] fields)
    {
        Fields = fields;
        Attributes = Of(XmlNodeKind.Attribute, XmlNodeKind.AnyAttribute);
        Texts = Of(XmlNodeKind.Text, XmlNodeKind.Text);
        Rests = Of(XmlNodeKind.Any, XmlNodeKind.Item);
        Headers = Of(XmlNodeKind.Header, XmlNodeKind.Header);
        var elements = fields.Where(static field => field.Kind is XmlNodeKind.Element or XmlNodeKind.Presence)
            .SelectMany(static field => field.Substitutes
                .Select(other => new NamedField(field, other.Element, other.Type))
                .Prepend(new NamedField(field, field.Element, null)));
        _elements = new Utf8Map<NamedFields>(
            [.. elements
                .GroupBy(static field => Encoding.UTF8.GetString(field.Element.LocalName))
                .Select(static group => new NamedFields(Encoding.UTF8.GetBytes(group.Key), [.. group]))],
            static fields => fields.LocalName);
        if (Selection.IsAbstract)
        {
            var types = Selection.Rows.Select(static row =>
                    new RowType(Encoding.UTF8.GetBytes(WireName.Of((NamedType)row.Shape.Type)), row))
                .DistinctBy(static type => Encoding.UTF8.GetString(type.Name));
            _types = new Utf8Map<RowType>([.. types], static type => type.Name);
            Declared = _types.Find(Encoding.UTF8.GetBytes(WireName.Of(Selection.Type)));
        }
    }

    /// <summary>
    /// The fields that elements of a local name may be; by its namespace the reader chooses among them.
    /// </summary>
    public ReadOnlySpan<NamedField> Find(ReadOnlySpan<byte> localName) =>
        _elements.Find(localName) is { } found ? found.Fields : [];

    /// <summary>The rows of a type by its name in the contract.</summary>
    public RowType? FindType(ReadOnlySpan<byte> name) => _types.Find(name);

    private ReadField[] Of(XmlNodeKind kind, XmlNodeKind other) =>
        [.. Fields.Where(field => field.Kind == kind || field.Kind == other)];

    private sealed record NamedFields(byte[] LocalName, NamedField[] Fields);
}

/// <summary>A field under the name of its element, or of one that substitutes it.</summary>
/// <param name="Type">What the value then is; null: as <c>xsi:type</c> or the field says.</param>
internal sealed record NamedField(ReadField Field, ElementName Element, RowType? Type);

/// <param name="Name">Of the type in the contract.</param>
/// <param name="Row">Its rows.</param>
internal sealed record RowType(byte[] Name, RowPlan Row);

/// <summary>How a text becomes JSON.</summary>
internal sealed class LeafPlan
{
    public required LeafKind Kind { get; init; }

    /// <summary>What white space in the text means.</summary>
    public required WhiteSpace Space { get; init; }

    /// <summary>Elements are read too, in <see cref="XmlJson"/>'s form.</summary>
    public required bool IsJson { get; init; }

    /// <summary>Bytes, which may stand in an attachment.</summary>
    public required bool IsBinary { get; init; }

    /// <summary>Of an enum: names as JSON by wire text; else null.</summary>
    public Utf8Map<EnumName>? EnumNames { get; init; }
}

/// <param name="Wire">As the source writes it.</param>
/// <param name="Json">The GraphQL name in quotes.</param>
internal sealed record EnumName(byte[] Wire, byte[] Json);
