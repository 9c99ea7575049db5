using System.Xml.Linq;
using Gateway.Common.Sources.Soap.Wire;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Faults as <c>@soap(faults:)</c> tells of them: the detail's element, and what stands in it.</summary>
/// <remarks>Shape: <see cref="FaultMember"/>. What has no simple type in the end is left out.</remarks>
internal sealed class FaultSignatures(ContentReader contents, SimpleTypes simpleTypes)
{
    /// <summary>Of one fault.</summary>
    private const int MembersMax = 64;

    private int _membersLeft;

    /// <param name="detail">The element of the detail; of a part with a type, the part.</param>
    /// <param name="ns">The operation's, which need not be said.</param>
    public string Of(ElementParticle detail, string ns)
    {
        _membersLeft = MembersMax;
        var name = NameOf(detail.Name, ns);
        return TypeOf(detail.Type, detail.Name.NamespaceName, depth: 0) is { } type ? $"{name}: {type}" : name;
    }

    private static string NameOf(XName name, string implied) =>
        name.NamespaceName == implied ? name.LocalName : $"{{{name.NamespaceName}}}{name.LocalName}";

    private string? TypeOf(XsdType type, string ns, int depth)
    {
        if (type.Complex is not { } complex)
        {
            return Scalar(type);
        }

        var content = contents.Read(complex);
        if (content is { Text: { } text, IsMixed: false, Attributes: [] })
        {
            return Scalar(text);
        }

        if (depth == FaultMember.DepthMax)
        {
            return null;
        }

        var members = Attributes(content).Concat(Elements(content, ns, depth)).TakeWhile(_ => --_membersLeft >= 0);
        return string.Join(", ", members) is { Length: > 0 } joined ? $"({joined})" : null;
    }

    private IEnumerable<string> Attributes(Content content) =>
        from attribute in content.Attributes
        let type = Scalar(attribute.Type)
        where type is not null
        select $"@{NameOf(attribute.Name, "")}: {type}";

    private IEnumerable<string> Elements(Content content, string ns, int depth) =>
        from member in OutputTypes.Members(content.Items)
        let name = member.Particle.Name
        let type = TypeOf(member.Particle.Type, name.NamespaceName, depth + 1)
        where type is not null
        select $"{NameOf(name, ns)}: {(member.IsMany ? $"[{type}]" : type)}";

    /// <returns>Null for JSON, bytes and lists in one text, which nothing is shown of.</returns>
    private string? Scalar(XsdType type) =>
        simpleTypes.ScalarOf(type) is { IsList: false, Name: not (NamedScalars.Json or NamedScalars.Base64) } scalar
            ? scalar.Name
            : null;
}
