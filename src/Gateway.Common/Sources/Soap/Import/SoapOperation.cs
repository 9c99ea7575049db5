using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>An operation of a SOAP binding, its messages resolved.</summary>
/// <param name="Input">Parts of the request's body; of rpc style the children of its element.</param>
/// <param name="Output">Null for a one-way operation.</param>
/// <param name="OutputHeaders">Elements of the answer's header.</param>
/// <param name="Faults">The elements of its faults' details.</param>
/// <param name="Declaration">In the port type.</param>
internal sealed record SoapOperation(
    string Name,
    string? Documentation,
    string Action,
    bool IsSoap12,
    bool IsRpc,
    XNamespace InputNamespace,
    XNamespace OutputNamespace,
    IReadOnlyList<MessagePart> Headers,
    IReadOnlyList<MessagePart> Input,
    IReadOnlyList<MessagePart>? Output,
    IReadOnlyList<MessagePart> OutputHeaders,
    IReadOnlyList<MessagePart> Faults,
    BindingTraits Traits,
    XElement Declaration);

/// <summary>What a binding asks for beside its messages.</summary>
/// <param name="IsEncoded">Bodies by SOAP's encoding (<c>use="encoded"</c>): types named, references followed.</param>
/// <param name="IsMtom">Binary values as attachments.</param>
/// <param name="IsAddressing">WS-Addressing headers.</param>
internal sealed record BindingTraits(bool IsEncoded, bool IsMtom, bool IsAddressing);

/// <summary>A part of a message: of an element or of a type.</summary>
internal sealed record MessagePart(string Name, XName? Element, XName? Type, XElement At);
