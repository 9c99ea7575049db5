using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Writes the binding directives of types and members, and only where the default does not say it.</summary>
/// <param name="inherited">
/// The one namespace that every operation's elements are in; null where operations differ.
/// </param>
internal sealed class XmlAnnotations(string? inherited)
{
    /// <summary>Sets a type's namespace to the one that most of its elements are in.</summary>
    /// <returns>That namespace.</returns>
    public string Namespace(SdlType type, IEnumerable<XName> elements)
    {
        var most = elements.GroupBy(static name => name.NamespaceName).MaxBy(static group => group.Count())?.Key;
        if (most is null)
        {
            return inherited ?? "";
        }

        if (most != inherited)
        {
            type.Directives.Add($"@xml(namespace: {SdlWriter.Quote(most)})");
        }

        return most;
    }

    /// <param name="member">Its name in GraphQL is set.</param>
    /// <param name="name">Its name in XML.</param>
    /// <param name="kind">How it stands there.</param>
    /// <param name="typeNamespace">That of the elements around it.</param>
    /// <param name="flags">More arguments of <c>@xml</c>, such as <c>nillable: true</c>.</param>
    public static void Annotate(
        SdlMember member, XName name, XmlNodeKind kind, string typeNamespace, params IEnumerable<string> flags)
    {
        if (name.LocalName != member.Name && kind is not (XmlNodeKind.Text or XmlNodeKind.Group or XmlNodeKind.Any))
        {
            member.Directives.Add($"@source(name: {SdlWriter.Quote(name.LocalName)})");
        }

        var arguments = new List<string>();
        if (kind != XmlNodeKind.Element)
        {
            arguments.Add($"as: \"{kind.ToString().ToUpperInvariant()}\"");
        }

        var expected = kind == XmlNodeKind.Attribute ? "" : typeNamespace;
        if (name.NamespaceName != expected && kind is not (XmlNodeKind.Text or XmlNodeKind.Group or XmlNodeKind.Any))
        {
            arguments.Add($"namespace: {SdlWriter.Quote(name.NamespaceName)}");
        }

        arguments.AddRange(flags);
        if (arguments.Count > 0)
        {
            member.Directives.Add($"@xml({string.Join(", ", arguments)})");
        }
    }
}
