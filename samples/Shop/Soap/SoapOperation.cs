using System.Xml;

namespace Shop.Soap;

/// <summary>One operation of a document/literal wrapped service.</summary>
/// <param name="Name">Local name of the wrapper element; the answer's has <c>Response</c> behind it.</param>
/// <param name="Parameters">The wrapper's children, in the order of the schema's sequence.</param>
/// <param name="Answer">Writes the children of the answer's wrapper.</param>
internal sealed record SoapOperation(
    string Name, IReadOnlyList<SoapParameter> Parameters, Action<SoapArguments, XmlWriter> Answer);

internal sealed record SoapParameter(string Name, bool IsRequired = true);
