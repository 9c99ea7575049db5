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
    public string Of(ElementParticle detail)
    {
        _membersLeft = MembersMax;
        var name = detail.Name.LocalName;
        return TypeOf(detail.Type, depth: 0) is { } type ? $"{name}: {type}" : name;
    }

    private string? TypeOf(XsdType type, int depth)
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

        var members = Attributes(content).Concat(Elements(content, depth)).TakeWhile(_ => --_membersLeft >= 0);
        return string.Join(", ", members) is { Length: > 0 } joined ? $"({joined})" : null;
    }

    private IEnumerable<string> Attributes(Content content) =>
        from attribute in content.Attributes
        let type = Scalar(attribute.Type)
        where type is not null
        select $"@{attribute.Name.LocalName}: {type}";

    private IEnumerable<string> Elements(Content content, int depth) =>
        from member in OutputTypes.Members(content.Items)
        let type = TypeOf(member.Particle.Type, depth + 1)
        where type is not null
        select $"{member.Particle.Name.LocalName}: {(member.IsMany ? $"[{type}]" : type)}";

    /// <returns>Null for JSON, bytes and lists in one text, which nothing is shown of.</returns>
    private string? Scalar(XsdType type) =>
        simpleTypes.ScalarOf(type) is { IsList: false, Name: not (NamedScalars.Json or NamedScalars.Base64) } scalar
            ? scalar.Name
            : null;
}
