using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Complex types as object types: what answers hold.</summary>
/// <remarks>
/// Shape: choices and groups are flattened; what may be absent is nullable, what may stand twice is a list.
/// Types are made when first used and filled from a queue, so types that hold one another need no recursion.
/// </remarks>
internal sealed class OutputTypes(
    TypeRegistry registry, SimpleTypes simpleTypes, ContentReader contents, XmlAnnotations annotations)
{
    private readonly Queue<(SdlType Type, Content Content, XElement Definition)> _pending = [];

    /// <summary>Fills the types that were named so far, and those that they name.</summary>
    public void Complete()
    {
        while (_pending.TryDequeue(out var pending))
        {
            var (type, content, definition) = pending;
            type.Description = Documentation.Of(definition);
            var ns = annotations.Namespace(type, Members(content.Items).Select(static member => member.Particle.Name));
            type.Members.AddRange(Fields(content, type.Name, ns));
        }
    }

    /// <summary>The fields of a content: its elements, then attributes, then text.</summary>
    /// <param name="content">Of a type, or of an operation's answer.</param>
    /// <param name="owner">For names of types without one.</param>
    /// <param name="ns">Of elements around.</param>
    public List<SdlMember> Fields(Content content, string owner, string ns)
    {
        var names = new NameScope();
        var fields = new List<SdlMember>();
        foreach (var member in Members(content.Items))
        {
            fields.Add(Element(member, names, owner, ns));
        }

        foreach (var wildcard in Wildcards(content.Items).Take(1))
        {
            var type = wildcard.IsRepeated ? $"[{NamedScalars.Json}!]!" : NamedScalars.Json;
            var any = new SdlMember(names.Take("any"), type);
            XmlAnnotations.Annotate(any, any.Name, XmlNodeKind.Any, ns);
            fields.Add(any);
        }

        foreach (var use in content.Attributes)
        {
            fields.Add(Attribute(use, names, owner, ns));
        }

        if (content.Text is { } text)
        {
            var leaf = simpleTypes.Of(text, owner + "Value");
            var member = new SdlMember(
                names.Take(content.IsMixed ? "text" : "value"), leaf.IsList ? $"[{leaf.Name}!]" : leaf.Name);
            XmlAnnotations.Annotate(member, member.Name, XmlNodeKind.Text, ns, ListFlag(leaf));
            fields.Add(member);
        }

        return fields;
    }

    /// <summary>Every element that can stand in a content, once, with how often it may stand there.</summary>
    public static IReadOnlyList<ContentMember> Members(IReadOnlyList<Particle> items)
    {
        var members = new Dictionary<XName, ContentMember>();
        foreach (var item in items)
        {
            Sum(members, item);
        }

        return [.. members.Values];
    }

    private static IEnumerable<AnyParticle> Wildcards(IReadOnlyList<Particle> items) => items.SelectMany(
        static item => item switch
        {
            AnyParticle any => [any],
            SequenceParticle sequence => Wildcards(sequence.Items).Select(any => Within(any, sequence)),
            ChoiceParticle choice => Wildcards(choice.Items).Select(any => Within(any, choice)),
            _ => [],
        });

    private static AnyParticle Within(AnyParticle any, Particle group) =>
        group.IsRepeated ? any with { Max = int.MaxValue } : any;

    private static void Sum(Dictionary<XName, ContentMember> members, Particle item)
    {
        foreach (var member in Occurrences(item))
        {
            var name = member.Particle.Name;
            members[name] = members.TryGetValue(name, out var other)
                ? other with { IsMany = true, IsOptional = other.IsOptional && member.IsOptional }
                : member;
        }
    }

    private static IEnumerable<ContentMember> Occurrences(Particle item)
    {
        var isOptional = item.Min == 0;
        switch (item)
        {
            case ElementParticle element:
                return [new ContentMember(element, element.IsRepeated, isOptional)];
            case SequenceParticle sequence:
                return Members(sequence.Items).Select(member => member.Within(sequence.IsRepeated, isOptional));
            case ChoiceParticle choice:
                var alternatives = new Dictionary<XName, ContentMember>();
                foreach (var member in choice.Items.SelectMany(Occurrences))
                {
                    var name = member.Particle.Name;
                    alternatives[name] = alternatives.TryGetValue(name, out var other)
                        ? other with { IsMany = other.IsMany || member.IsMany }
                        : member;
                }

                return alternatives.Values.Select(member => member.Within(choice.IsRepeated, isOptional: true));
            default:
                return [];
        }
    }

    private SdlMember Element(ContentMember member, NameScope names, string owner, string ns)
    {
        var particle = member.Particle;
        var name = names.Take(GraphQLNames.Field(particle.Name.LocalName));
        var (type, kind, flags) = TypeOf(particle.Type, owner + GraphQLNames.Type(particle.Name.LocalName));
        if (flags.Count > 0 && member.IsMany)
        {
            // Two kinds of lists in one: the items keep their text.
            (type, flags) = ("String", []);
        }

        var isTextList = flags.Count > 0;
        var item = isTextList ? $"[{type}!]" : type;
        var field = new SdlMember(name, member.IsMany
            ? $"[{item}{(particle.IsNillable ? "" : "!")}]!"
            : member.IsOptional || particle.IsNillable || kind == XmlNodeKind.Presence ? item : item + "!")
        {
            Description = Documentation.Of(particle.Declaration),
        };
        XmlAnnotations.Annotate(field, particle.Name, kind, ns, flags);
        return field;
    }

    private SdlMember Attribute(AttributeUse use, NameScope names, string owner, string ns)
    {
        var leaf = simpleTypes.Of(use.Type, owner + GraphQLNames.Type(use.Name.LocalName));
        var type = leaf.IsList ? $"[{leaf.Name}!]" : leaf.Name;
        var field = new SdlMember(
            names.Take(GraphQLNames.Field(use.Name.LocalName)), use.IsRequired ? type + "!" : type)
        {
            Description = Documentation.Of(use.Declaration),
        };
        XmlAnnotations.Annotate(field, use.Name, XmlNodeKind.Attribute, ns, ListFlag(leaf));
        return field;
    }

    private (string Type, XmlNodeKind Kind, IReadOnlyList<string> Flags) TypeOf(XsdType type, string hint)
    {
        if (type.Complex is not { } complex)
        {
            var leaf = simpleTypes.Of(type, hint);
            return (leaf.Name, XmlNodeKind.Element, ListFlag(leaf));
        }

        if (registry.TryFind(SdlKind.Object, complex, out var known))
        {
            return (known.Name, XmlNodeKind.Element, []);
        }

        var content = contents.Read(complex);
        if (content.IsEmpty)
        {
            return ("Boolean", XmlNodeKind.Presence, []);
        }

        var added = registry.Add(SdlKind.Object, complex, (string?)complex.Attribute("name") ?? hint);
        _pending.Enqueue((added, content, complex));
        return (added.Name, XmlNodeKind.Element, []);
    }

    private static IReadOnlyList<string> ListFlag(LeafType leaf) => leaf.IsList ? ["list: true"] : [];
}

/// <summary>An element in a content, with how often it may stand there all in all.</summary>
internal sealed record ContentMember(ElementParticle Particle, bool IsMany, bool IsOptional)
{
    public ContentMember Within(bool isRepeated, bool isOptional) =>
        this with { IsMany = IsMany || isRepeated, IsOptional = IsOptional || isOptional };
}
