using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Writes the binding directives of types and members, and only where the default does not say it.</summary>
/// <param name="inherited">
/// The one namespace that every operation's elements are in; null where operations differ.
/// </param>
/// <param name="namesTypes">Whether requests name the types of their values (SOAP's encoding).</param>
internal sealed class XmlAnnotations(string? inherited, bool namesTypes = false)
{
    /// <summary>The argument that names a value's type, where requests do that and the type has a name.</summary>
    public IEnumerable<string> TypeFlag(XsdType type, Content? content) =>
        namesTypes && TypeName(type, content) is { } name ? [$"type: {SdlWriter.Quote(name)}"] : [];

    private static string? TypeName(XsdType type, Content? content)
    {
        if (content is { Items: [ElementParticle { Kind: XmlNodeKind.Item } item] })
        {
            return TypeName(item.Type, null) is { } itemType ? itemType + "[]" : null;
        }

        if (type.Definition is not { } definition)
        {
            return type.BuiltIn is "anyType" or "ur-type" or "Struct" or "Array" ? null : "xs:" + type.BuiltIn;
        }

        return (string?)definition.Attribute("name") is { } name
            ? $"{{{QualifiedNames.SchemaNamespaceOf(definition).NamespaceName}}}{name}"
            : null;
    }

    /// <summary>A list's items stand in one text.</summary>
    public const string TextList = "list: true";

    /// <summary>What the text of an answer's leaf is more than its characters.</summary>
    public static IReadOnlyList<string> LeafFlags(LeafType leaf) =>
        leaf.IsList ? [TextList]
        : leaf is { Name: "String", Space: not WhiteSpace.Preserve }
            ? [$"space: \"{leaf.Space.ToString().ToUpperInvariant()}\""]
            : [];

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
        if (name.LocalName != member.Name && HasName(kind))
        {
            member.Directives.Add($"@source(name: {SdlWriter.Quote(name.LocalName)})");
        }

        var arguments = new List<string>();
        if (kind != XmlNodeKind.Element)
        {
            arguments.Add($"as: \"{XmlDirective.NameOf(kind)}\"");
        }

        var expected = kind == XmlNodeKind.Attribute ? "" : typeNamespace;
        if (name.NamespaceName != expected && HasName(kind))
        {
            arguments.Add($"namespace: {SdlWriter.Quote(name.NamespaceName)}");
        }

        arguments.AddRange(flags);
        if (arguments.Count > 0)
        {
            member.Directives.Add($"@xml({string.Join(", ", arguments)})");
        }
    }

    private static bool HasName(XmlNodeKind kind) =>
        kind is not (XmlNodeKind.Text or XmlNodeKind.Group or XmlNodeKind.Any or XmlNodeKind.AnyAttribute);
}
