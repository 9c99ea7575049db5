using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Complex types as object types: what answers hold.</summary>
/// <remarks>
/// Shape: choices and groups are flattened; what may be absent is nullable, what may stand twice is a list.
/// Types are made when first used and filled from a queue, so types that hold one another need no recursion.
/// </remarks>
internal sealed class OutputTypes(
    TypeRegistry registry, SimpleTypes simpleTypes, ContentReader contents, XmlAnnotations annotations,
    Derivations derivations)
{
    private readonly Queue<(SdlType Type, Content Content, XElement Definition)> _pending = [];
    private readonly Queue<OpenType> _open = [];

    /// <summary>Fills the types that were named so far, and those that they name.</summary>
    public void Complete()
    {
        do
        {
            while (_pending.TryDequeue(out var pending))
            {
                Fill(pending.Type, pending.Content, pending.Definition);
            }

            // An interface's fields are those that all its types came to have.
            if (_open.TryDequeue(out var open))
            {
                Fill(open.Interface, contents.Read(open.Definition), open.Definition);
                open.Settle();
            }
        }
        while (_pending.Count + _open.Count > 0);
    }

    /// <summary>The object type of a complex type, or its interface where values may be of types below it.</summary>
    /// <param name="complex">With content, or open.</param>
    /// <param name="hint">A name where it has none.</param>
    public string Named(XElement complex, string hint) =>
        derivations.IsOpen(complex) ? Open(complex, []).Name : Object(complex, hint).Name;

    private void Fill(SdlType type, Content content, XElement definition)
    {
        type.Description = Documentation.Of(definition);
        var ns = annotations.Namespace(type, Members(content.Items).Select(static member => member.Particle.Name));
        type.Members.AddRange(Fields(content, type.Name, ns));
        if (type.Members.Count == 0 && type.Kind == SdlKind.Object)
        {
            // A type without content is told by its name alone, and GraphQL has no types without fields.
            var empty = new SdlMember("empty", "Boolean") { Description = "Nothing: the type has no content." };
            empty.Directives.Add("@xml(as: \"PRESENCE\")");
            type.Members.Add(empty);
        }
    }

    private SdlType Object(XElement complex, string hint)
    {
        if (registry.TryFind(SdlKind.Object, complex, out var known))
        {
            return known;
        }

        var name = (string?)complex.Attribute("name") ?? hint;
        var added = registry.Add(
            SdlKind.Object, complex, derivations.IsOpen(complex) ? "Plain" + GraphQLNames.Type(name) : name);
        _pending.Enqueue((added, contents.Read(complex), complex));
        return added;
    }

    /// <summary>The interface of a type and of all that may stand for it.</summary>
    /// <param name="complex">The type that the contract names.</param>
    /// <param name="more">Types without names that elements of a substitution group have.</param>
    private SdlType Open(XElement complex, IEnumerable<(XElement Type, string Hint)> more)
    {
        if (!registry.TryFind(SdlKind.Interface, complex, out var known))
        {
            var name = (string?)complex.Attribute("name") ?? "Any";
            known = registry.Add(SdlKind.Interface, complex, name);
            NameOnWire(known, name);
            IReadOnlyList<XElement> below = complex.Name.LocalName == "element" ? [] : derivations.Concrete(complex);
            var types = below.Select(static type => (Type: type, Hint: ""));
            _open.Enqueue(new OpenType(
                known, complex, [.. types.Concat(more).DistinctBy(static type => type.Type).Select(Implementer)]));
            foreach (var open in derivations.OpenBelow(complex))
            {
                Open(open, []);
            }
        }

        return known;

        SdlType Implementer((XElement Type, string Hint) found)
        {
            var type = Object(found.Type, found.Hint);
            NameOnWire(type, (string?)found.Type.Attribute("name") ?? type.Name);
            return type;
        }
    }

    private static void NameOnWire(SdlType type, string name)
    {
        if (type.Name != name && !type.Directives.Exists(IsSource))
        {
            type.Directives.Add($"@source(name: {SdlWriter.Quote(name)})");
        }
    }

    private static bool IsSource(string directive) => directive.StartsWith("@source", StringComparison.Ordinal);

    /// <summary>An interface until its fields are known.</summary>
    private sealed record OpenType(SdlType Interface, XElement Definition, IReadOnlyList<SdlType> Types)
    {
        /// <summary>Keeps the fields that every type has in the same way; without any it is a union.</summary>
        public void Settle()
        {
            Interface.Members.RemoveAll(member => !Types.All(type => type.Members.Exists(own => Fits(own, member))));
            if (Interface.Members.Count > 0)
            {
                foreach (var type in Types)
                {
                    type.TypeNames.Add(Interface.Name);
                }

                return;
            }

            Interface.Kind = SdlKind.Union;
            Interface.Directives.RemoveAll(static directive => !IsSource(directive));
            Interface.TypeNames.AddRange(Types.Select(static type => type.Name));
        }

        /// <summary>Source: GraphQL §3.6 Objects, IsValidImplementation.</summary>
        private static bool Fits(SdlMember own, SdlMember member) => own.Name == member.Name
            && (own.Type == member.Type || own.Type == member.Type + "!")
            && own.Directives.Exists(IsSource) == member.Directives.Exists(IsSource)
            && KindOf(own) == KindOf(member);

        private static string KindOf(SdlMember member) =>
            member.Directives.Find(static directive => directive.StartsWith("@xml(as: ", StringComparison.Ordinal))
                ?.Split('"')[1] ?? "ELEMENT";
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

        if (content.HasAnyAttribute)
        {
            var any = new SdlMember(names.Take("anyAttributes"), NamedScalars.Json);
            XmlAnnotations.Annotate(any, any.Name, XmlNodeKind.AnyAttribute, ns);
            fields.Add(any);
        }

        if (content.Text is { } text)
        {
            var leaf = simpleTypes.Of(text, owner + "Value");
            var member = new SdlMember(
                names.Take(content.IsMixed ? "text" : "value"), leaf.IsList ? $"[{leaf.Name}!]" : leaf.Name);
            XmlAnnotations.Annotate(member, member.Name, XmlNodeKind.Text, ns, XmlAnnotations.LeafFlags(leaf));
            fields.Add(member);
        }

        return fields;
    }

    /// <summary>The field for an element of the answer's header.</summary>
    public SdlMember Header(ElementParticle particle, NameScope names, string owner, string ns) =>
        Element(new ContentMember(particle, IsMany: false, IsOptional: true), names, owner, ns);

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
        var (type, kind, flags) = particle.Alternatives is { } alternatives
            ? TypeOf(particle, alternatives)
            : TypeOf(particle.Type, owner + GraphQLNames.Type(particle.Name.LocalName));
        var isTextList = flags.Contains(XmlAnnotations.TextList);
        if (isTextList && member.IsMany)
        {
            // Two kinds of lists in one: the items keep their text.
            (type, flags, isTextList) = ("String", [], false);
        }

        var item = isTextList ? $"[{type}!]" : type;
        var field = new SdlMember(name, member.IsMany
            ? $"[{item}{(particle.IsNillable ? "" : "!")}]!"
            : member.IsOptional || particle.IsNillable || kind == XmlNodeKind.Presence ? item : item + "!")
        {
            Description = Documentation.Of(particle.Declaration),
        };
        if (particle.Kind != XmlNodeKind.Element)
        {
            kind = particle.Kind;
        }

        XmlAnnotations.Annotate(
            field, particle.Name, kind, ns, [.. flags, .. Constraints.DefaultFlag(particle.Declaration)]);
        field.Directives.AddRange(Substitutes(particle, ns));
        return field;
    }

    /// <summary>The other elements of a substitution group, each with its type where that is one of several.</summary>
    private IEnumerable<string> Substitutes(ElementParticle particle, string ns)
    {
        foreach (var other in particle.Alternatives?.Items.OfType<ElementParticle>() ?? [])
        {
            var type = other.Type.Complex is { } complex && registry.TryFind(SdlKind.Object, complex, out var known)
                ? (string?)complex.Attribute("name") ?? known.Name
                : null;
            if (other.Name != particle.Name)
            {
                var ownNamespace = other.Name.NamespaceName == ns ? null : other.Name.NamespaceName;
                yield return new SubstituteDirective(other.Name.LocalName, ownNamespace, type).ToString();
            }
        }
    }

    /// <summary>The type of a substitution group's head: one, an interface or a union of all, or JSON.</summary>
    private (string Type, XmlNodeKind Kind, IReadOnlyList<string> Flags) TypeOf(
        ElementParticle head, ChoiceParticle alternatives)
    {
        var all = alternatives.Items.OfType<ElementParticle>().ToList();
        if (all.DistinctBy(static element => element.Type).ToList() is [var only])
        {
            return TypeOf(only.Type, GraphQLNames.Type(head.Name.LocalName));
        }

        if (all.Exists(static element => element.Type.Complex is null))
        {
            return (NamedScalars.Json, XmlNodeKind.Element, []);
        }

        var types = all.Select(static element => (element.Type.Complex!, element.Name.LocalName)).ToList();
        return (Open(head.Type.Complex ?? head.Declaration, types).Name, XmlNodeKind.Element, []);
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
        XmlAnnotations.Annotate(
            field, use.Name, XmlNodeKind.Attribute, ns,
            [.. XmlAnnotations.LeafFlags(leaf), .. Constraints.DefaultFlag(use.Declaration)]);
        return field;
    }

    private (string Type, XmlNodeKind Kind, IReadOnlyList<string> Flags) TypeOf(XsdType type, string hint)
    {
        if (type.Complex is not { } complex)
        {
            var leaf = simpleTypes.Of(type, hint);
            return (leaf.Name, XmlNodeKind.Element, XmlAnnotations.LeafFlags(leaf));
        }

        return contents.Read(complex).IsEmpty && !derivations.IsOpen(complex)
            ? ("Boolean", XmlNodeKind.Presence, [])
            : (Named(complex, hint), XmlNodeKind.Element, []);
    }
}

/// <summary>An element in a content, with how often it may stand there all in all.</summary>
internal sealed record ContentMember(ElementParticle Particle, bool IsMany, bool IsOptional)
{
    public ContentMember Within(bool isRepeated, bool isOptional) =>
        this with { IsMany = IsMany || isRepeated, IsOptional = IsOptional || isOptional };
}
