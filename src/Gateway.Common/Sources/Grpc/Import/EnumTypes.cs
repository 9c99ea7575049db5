using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>Makes enums of a contract's enums.</summary>
/// <remarks>
/// Shape: values by their own names, as in protobuf's JSON. GraphQL has no value for a number that the contract does
/// not name, yet a server may know more than its contract: where an open enum is answered, it gets a value for those.
/// </remarks>
internal sealed class EnumTypes(ImportSession session)
{
    private const string Unrecognized = "UNRECOGNIZED";

    private readonly Dictionary<string, SdlType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Enum, string Value), string> _values = [];
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);

    /// <param name="fullName">With package.</param>
    /// <param name="path">What refers to it.</param>
    /// <param name="isAnswered">Whether a server sends it.</param>
    public string NameOf(string fullName, string path, bool isAnswered)
    {
        var source = session.FindEnum(fullName, path);
        if (!_types.TryGetValue(fullName, out var type))
        {
            type = Write(source);
            _types.Add(fullName, type);
            session.Types.Add(type);
        }

        if (isAnswered && source.IsOpen && _answered.Add(fullName))
        {
            var taken = new NameScope(type.Members.Select(static member => member.Name));
            type.Members.Add(new SdlMember(taken.Take(Unrecognized))
            {
                Description = "A value that the contract does not name.",
            });
        }

        return type.Name;
    }

    /// <summary>The GraphQL name of a value; null for one that is not there.</summary>
    public string? ValueOf(string fullName, string value) =>
        _values.GetValueOrDefault((fullName, value));

    private SdlType Write(ProtoEnum source)
    {
        var type = new SdlType(SdlKind.Enum, session.Names.Of(source.FullName, source.Package))
        {
            Description = source.Description,
            Directives = { Directives.Source(source.FullName) },
        };
        var names = new NameScope();
        foreach (var value in source.Values)
        {
            session.CountMember();
            var name = names.Take(GraphQLNames.EnumValue(value.Name));
            _values.TryAdd((source.FullName, value.Name), name);
            var member = new SdlMember(name) { Description = value.Description };
            if (name != value.Name)
            {
                member.Directives.Add(Directives.Source(value.Name));
            }

            member.Directives.Add(Directives.Proto(value.Number, null));
            if (value.IsDeprecated)
            {
                member.Directives.Add(Directives.Deprecated);
            }

            type.Members.Add(member);
        }

        return type;
    }
}
