using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>Makes arguments and input types of the messages that clients send.</summary>
internal sealed class InputTypes(ImportSession session, EnumTypes enums)
{
    private const string Suffix = "Input";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Message, int Oneof), string> _oneofs = [];
    private readonly Queue<(ProtoMessage Message, SdlType Type)> _waiting = [];

    /// <summary>The fields of a method's request message.</summary>
    public List<SdlMember> Arguments(ProtoMessage request) => Members(request, isArguments: true);

    /// <summary>Writes the fields of all types named so far, and of those that they name.</summary>
    public void Complete()
    {
        while (_waiting.TryDequeue(out var next))
        {
            next.Type.Members.AddRange(Members(next.Message, isArguments: false));
        }
    }

    private string NameOf(string fullName, string path)
    {
        var message = session.FindMessage(fullName, path);
        var name = session.Names.Of(fullName, message.Package, Suffix);
        if (_seen.Add(fullName))
        {
            var type = new SdlType(SdlKind.Input, name)
            {
                Description = message.Description,
                Directives = { Directives.Source(fullName) },
            };
            session.Types.Add(type);
            _waiting.Enqueue((message, type));
        }

        return name;
    }

    private List<SdlMember> Members(ProtoMessage message, bool isArguments)
    {
        var names = new NameScope();
        var oneofs = new HashSet<int>();
        var members = new List<SdlMember>();
        foreach (var field in FieldKinds.VisibleFields(message, isInput: true))
        {
            session.CountMember();
            if (field.Oneof < 0)
            {
                members.Add(WriteField(message, field, names.Take(GraphQLNames.Field(field.JsonName)), isArguments));
            }
            else if (oneofs.Add(field.Oneof))
            {
                var oneof = message.Oneofs[field.Oneof];
                members.Add(new SdlMember(names.Take(GraphQLNames.Field(oneof.Name)), WriteOneof(message, field.Oneof))
                {
                    Description = oneof.Description,
                });
            }
        }

        return members;
    }

    /// <remarks>
    /// A message inside a message is never required: two that require each other would be a schema without values.
    /// </remarks>
    private SdlMember WriteField(ProtoMessage message, ProtoField field, string name, bool isArgument)
    {
        var path = $"{message.FullName}.{field.Name}";
        var kind = FieldKinds.Of(session, field, path, isInput: true);
        var isMessage = kind is ProtoKind.Message or ProtoKind.Group;
        var isRequired = field.IsRequired && (!isMessage || isArgument || field.IsRepeated);
        var type = InputType(field, kind, path);
        var isNonNull = isRequired || (message.IsMapEntry && kind != ProtoKind.Value);
        var member = FieldKinds.Member(field, kind, name, isNonNull ? type + "!" : type);
        if (field is { IsRepeated: true, IsPacked: false } && ProtoKinds.IsPackable(kind))
        {
            member.Directives[^1] = Directives.Proto(field.Number, FieldKinds.WrittenType(kind), isPacked: false);
        }

        if (field.IsDeprecated && !isNonNull)
        {
            member.Directives.Add(Directives.Deprecated);
        }

        return member;
    }

    private string InputType(ProtoField field, ProtoKind kind, string path)
    {
        var element = kind switch
        {
            ProtoKind.Enum => enums.NameOf(field.TypeName, path, isAnswered: false),
            ProtoKind.Message or ProtoKind.Group => NameOf(field.TypeName, path),
            _ => session.Use(ProtoKinds.ScalarOf(kind)),
        };
        return !field.IsRepeated ? element : kind == ProtoKind.Value ? $"[{element}]" : $"[{element}!]";
    }

    /// <summary>An input of which exactly one field is given; its fields stand in the message around it.</summary>
    private string WriteOneof(ProtoMessage message, int oneof)
    {
        if (_oneofs.TryGetValue((message.FullName, oneof), out var known))
        {
            return known;
        }

        var source = message.Oneofs[oneof];
        var owner = session.Names.Of(message.FullName, message.Package);
        var type = new SdlType(SdlKind.Input, session.Names.Take(owner + GraphQLNames.Type(source.Name) + Suffix))
        {
            Description = source.Description,
            Directives = { "@oneOf" },
        };
        session.Types.Add(type);
        _oneofs.Add((message.FullName, oneof), type.Name);
        var names = new NameScope();
        foreach (var field in FieldKinds.VisibleFields(message, isInput: true).Where(field => field.Oneof == oneof))
        {
            var name = names.Take(GraphQLNames.Field(field.JsonName));
            type.Members.Add(WriteField(message, field with { IsRequired = false }, name, isArgument: false));
        }

        return type.Name;
    }
}
