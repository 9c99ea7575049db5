using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Soap;

/// <summary>The XML names of fields while an operation is compiled.</summary>
/// <param name="inherited">Namespace of elements where neither field nor type says one.</param>
internal sealed class XmlNames(string inherited)
{
    public string NamespaceOf(XmlDirective member, NamedType? declaringType)
    {
        if (member.Namespace is not null)
        {
            return member.Namespace;
        }

        // Attributes are unqualified unless said otherwise. Source: XML Schema 1.0 Part 1 §3.2.2.
        return member.Kind == XmlNodeKind.Attribute
            ? ""
            : XmlDirective.Of(declaringType?.FindDirective("xml"u8)).Namespace ?? inherited;
    }
}
