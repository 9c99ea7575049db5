using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Complex types as input objects: what requests hold, in the order in which it is written.</summary>
/// <remarks>
/// Shape: a choice is an input object of its own, <c>@oneOf</c>, that stands for no element (GROUP); so is a sequence
/// that repeats or that is one of the choices. A type that is nothing but a choice is itself <c>@oneOf</c>.
/// </remarks>
internal sealed class InputTypes(
    TypeRegistry registry, SimpleTypes simpleTypes, ContentReader contents, XmlAnnotations annotations,
    Derivations derivations)
{
    private readonly Queue<PendingInput> _pending = [];

    /// <summary>Fills the types that were named so far, and those that they name.</summary>
    public void Complete()
    {
        while (_pending.TryDequeue(out var pending))
        {
            var type = pending.Type;
            var names = OutputTypes.Members(pending.Content.Items).Select(static member => member.Particle.Name);
            var ns = annotations.Namespace(type, names);
            type.Description = pending.Description;
            if (pending.Content is { Items: [ChoiceParticle { IsRepeated: false } choice], Attributes: [], Text: null })
            {
                type.Directives.Add("@oneOf");
                type.Members.AddRange(Alternatives(choice, pending.Owner, ns));
            }
            else
            {
                type.Members.AddRange(Fields(pending.Content, pending.Owner, ns));
            }
        }
    }

    /// <summary>The fields of a content, or the arguments of an operation.</summary>
    /// <param name="content">Of a type, or of an operation's request.</param>
    /// <param name="owner">For names of types without one.</param>
    /// <param name="ns">Of elements around.</param>
    public List<SdlMember> Fields(Content content, string owner, string ns)
    {
        var scope = new FieldScope(new NameScope(), owner, ns, []);
        if (content.Text is { } text)
        {
            var leaf = simpleTypes.Of(text, owner + "Value");
            var member = new SdlMember(
                scope.Names.Take(content.IsMixed ? "text" : "value"), leaf.IsList ? $"[{leaf.Name}!]" : leaf.Name);
            XmlAnnotations.Annotate(member, member.Name, XmlNodeKind.Text, ns, ListFlag(leaf));
            scope.Fields.Add(member);
        }

        foreach (var item in content.Items)
        {
            AddParticle(scope, item, isOptional: false);
        }

        foreach (var use in content.Attributes)
        {
            scope.Fields.Add(Attribute(scope, use));
        }

        if (content.HasAnyAttribute)
        {
            var any = new SdlMember(scope.Names.Take("anyAttributes"), NamedScalars.Json);
            XmlAnnotations.Annotate(any, any.Name, XmlNodeKind.AnyAttribute, ns);
            scope.Fields.Add(any);
        }

        return scope.Fields;
    }

    /// <summary>An argument or field for an element.</summary>
    public SdlMember Element(FieldScope scope, ElementParticle particle, bool isOptional, XmlNodeKind? kind = null)
    {
        var hint = scope.Owner + GraphQLNames.Type(particle.Name.LocalName);
        var (type, natural, flags) = TypeOf(particle.Type, hint);
        if (flags.Contains("list: true") && particle.IsRepeated)
        {
            (type, flags) = ("String", []);
        }

        var item = flags.Count > 0 ? $"[{type}!]" : type;
        var isRequired = particle.Min > 0 && !isOptional && natural != XmlNodeKind.Presence;
        if (particle.IsNillable)
        {
            flags = [.. flags, "nillable: true"];
            flags = isRequired && !particle.IsRepeated ? [.. flags, "required: true"] : flags;
        }

        if (particle.Kind == XmlNodeKind.Item)
        {
            natural = particle.Kind;
        }

        var content = particle.Type.Complex is { } complex ? contents.Read(complex) : null;
        flags = [.. flags, .. annotations.TypeFlag(particle.Type, content)];
        var isNonNull = isRequired && (!particle.IsNillable || particle.IsRepeated);
        var field = new SdlMember(
            scope.Names.Take(GraphQLNames.Field(particle.Name.LocalName)),
            (particle.IsRepeated ? $"[{item}{(particle.IsNillable ? "" : "!")}]" : item) + (isNonNull ? "!" : ""))
        {
            Description = Documentation.Of(particle.Declaration),
            Default = isNonNull && !particle.IsRepeated && content is null
                ? Constraints.Literal(particle.Declaration, simpleTypes.Of(particle.Type, hint), registry)
                : null,
        };
        XmlAnnotations.Annotate(field, particle.Name, kind ?? natural, scope.Namespace, flags);
        return field;
    }

    private void AddParticle(FieldScope scope, Particle particle, bool isOptional)
    {
        switch (particle)
        {
            case ElementParticle { Alternatives: { } alternatives } head:
                var group = alternatives with { Min = head.Min, Max = head.Max };
                scope.Fields.Add(Group(scope, group, isOptional, GraphQLNames.Field(head.Name.LocalName)));
                break;
            case ElementParticle element:
                scope.Fields.Add(Element(scope, element, isOptional));
                break;
            case AnyParticle any:
                var member = new SdlMember(
                    scope.Names.Take("any"), any.IsRepeated ? $"[{NamedScalars.Json}!]" : NamedScalars.Json);
                XmlAnnotations.Annotate(member, member.Name, XmlNodeKind.Any, scope.Namespace);
                scope.Fields.Add(member);
                break;
            case SequenceParticle { IsRepeated: false } sequence:
                foreach (var item in sequence.Items)
                {
                    AddParticle(scope, item, isOptional || sequence.Min == 0);
                }

                break;
            case SequenceParticle or ChoiceParticle:
                scope.Fields.Add(Group(scope, particle, isOptional));
                break;
        }
    }

    /// <summary>A choice, or a sequence that is more than the fields in it.</summary>
    private SdlMember Group(FieldScope scope, Particle particle, bool isOptional, string? word = null)
    {
        var name = scope.Names.Take(word ?? (particle is ChoiceParticle ? "choice" : "sequence"));
        var type = registry.TryFind(SdlKind.Input, particle, out var known)
            ? known
            : Add(particle, scope.Owner + GraphQLNames.Type(name) + "Input");
        var isRequired = particle.Min > 0 && !isOptional;
        var field = new SdlMember(
            name, (particle.IsRepeated ? $"[{type.Name}!]" : type.Name) + (isRequired ? "!" : ""));
        XmlAnnotations.Annotate(field, name, XmlNodeKind.Group, scope.Namespace);
        return field;
    }

    private SdlType Add(Particle particle, string name)
    {
        var type = registry.Add(SdlKind.Input, particle, name);
        Particle once = particle switch
        {
            ChoiceParticle choice => choice with { Min = 1, Max = 1 },
            SequenceParticle sequence => sequence with { Min = 1, Max = 1 },
            _ => particle,
        };
        _pending.Enqueue(new PendingInput(type, new Content([once], [], null, false), null, Owner(type)));
        return type;
    }

    private List<SdlMember> Alternatives(ChoiceParticle choice, string owner, string ns)
    {
        var scope = new FieldScope(new NameScope(), owner, ns, []);
        foreach (var item in choice.Items)
        {
            if (item is SequenceParticle { Items.Count: > 1 } sequence)
            {
                scope.Fields.Add(Group(scope, sequence, isOptional: true));
            }
            else
            {
                AddParticle(scope, item, isOptional: true);
            }
        }

        return scope.Fields;
    }

    private SdlMember Attribute(FieldScope scope, AttributeUse use)
    {
        var leaf = simpleTypes.Of(use.Type, scope.Owner + GraphQLNames.Type(use.Name.LocalName));
        var type = leaf.IsList ? $"[{leaf.Name}!]" : leaf.Name;
        var field = new SdlMember(
            scope.Names.Take(GraphQLNames.Field(use.Name.LocalName)), use.IsRequired ? type + "!" : type)
        {
            Description = Documentation.Of(use.Declaration),
            Default = Constraints.Literal(use.Declaration, leaf, registry),
        };
        XmlAnnotations.Annotate(field, use.Name, XmlNodeKind.Attribute, scope.Namespace, ListFlag(leaf));
        return field;
    }

    private (string Type, XmlNodeKind Kind, IReadOnlyList<string> Flags) TypeOf(XsdType type, string hint)
    {
        if (type.Complex is not { } complex)
        {
            var leaf = simpleTypes.Of(type, hint);
            return (leaf.Name, XmlNodeKind.Element, ListFlag(leaf));
        }

        if (derivations.IsOpen(complex))
        {
            return (Open(complex), XmlNodeKind.Element, []);
        }

        return contents.Read(complex).IsEmpty
            ? ("Boolean", XmlNodeKind.Presence, [])
            : (Plain(complex, hint), XmlNodeKind.Element, []);
    }

    /// <summary>One of the types that a value may have: the one that is given is named in <c>xsi:type</c>.</summary>
    private string Open(XElement complex)
    {
        var key = new OpenInput(complex);
        if (registry.TryFind(SdlKind.Input, key, out var known))
        {
            return known.Name;
        }

        var type = registry.Add(SdlKind.Input, key, (string?)complex.Attribute("name") + "Input");
        type.Directives.Add("@oneOf");
        var concrete = derivations.Concrete(complex);
        var ns = annotations.Namespace(type, concrete.Select(NameOf));
        var names = new NameScope();
        foreach (var found in concrete)
        {
            var name = NameOf(found);
            var isEmpty = contents.Read(found).IsEmpty;
            var member = new SdlMember(
                names.Take(GraphQLNames.Field(name.LocalName)), isEmpty ? "Boolean" : Plain(found, name.LocalName))
            {
                Description = Documentation.Of(found),
            };
            XmlAnnotations.Annotate(member, name, XmlNodeKind.Type, ns);
            type.Members.Add(member);
        }

        return type.Name;
    }

    private string Plain(XElement complex, string hint)
    {
        if (registry.TryFind(SdlKind.Input, complex, out var known))
        {
            return known.Name;
        }

        var name = (string?)complex.Attribute("name") ?? hint;
        var prefix = derivations.IsOpen(complex) ? "Plain" : "";
        var added = registry.Add(SdlKind.Input, complex, prefix + GraphQLNames.Type(name) + "Input");
        _pending.Enqueue(new PendingInput(added, contents.Read(complex), Documentation.Of(complex), Owner(added)));
        return added.Name;
    }

    private static XName NameOf(XElement type) =>
        QualifiedNames.SchemaNamespaceOf(type) + ((string?)type.Attribute("name") ?? "type");

    private sealed record OpenInput(XElement Type);

    /// <summary>What types without names are named after: <c>Input</c> stands once, at the end.</summary>
    private static string Owner(SdlType type) =>
        type.Name.EndsWith("Input", StringComparison.Ordinal) ? type.Name[..^"Input".Length] : type.Name;

    private static IReadOnlyList<string> ListFlag(LeafType leaf) => leaf.IsList ? ["list: true"] : [];

    private sealed record PendingInput(SdlType Type, Content Content, string? Description, string Owner);
}

/// <summary>The fields of one input object, or the arguments of one operation, while they are put together.</summary>
internal sealed record FieldScope(NameScope Names, string Owner, string Namespace, List<SdlMember> Fields);
