using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>Makes root fields of a contract's methods.</summary>
internal sealed class MethodFields
{
    private readonly ImportSession _session;
    private readonly OutputTypes _outputs;
    private readonly InputTypes _inputs;

    public MethodFields(ImportSession session)
    {
        _session = session;
        var enums = new EnumTypes(session);
        _outputs = new OutputTypes(session, enums);
        _inputs = new InputTypes(session, enums);
    }

    /// <summary>Query, Mutation and Subscription, as far as they have fields.</summary>
    public List<SdlType> Write()
    {
        SdlType[] roots = [Root("Query"), Root("Mutation"), Root("Subscription")];
        NameScope[] names = [new(), new(), new()];
        foreach (var service in _session.Contract.Services)
        {
            foreach (var method in service.Methods)
            {
                var path = $"{service.FullName}.{method.Name}";
                if (method.IsClientStreaming)
                {
                    _session.Warn(
                        GrpcImportCodes.NotSupported, "The method takes a stream; it is sent one message.", path);
                }

                var root = RootOf(method);
                roots[root].Members.Add(WriteField(service, method, NameOf(service, method, names[root]), path));
            }
        }

        if (roots.All(static root => root.Members.Count == 0))
        {
            WriteMessages();
        }

        _outputs.Complete();
        _inputs.Complete();
        return [.. roots.Where(static root => root.Members.Count > 0)];
    }

    /// <summary>A contract without services: its messages are types that other sources may share.</summary>
    private void WriteMessages()
    {
        foreach (var message in _session.Contract.Messages.Values)
        {
            var isVisible = FieldKinds.VisibleFields(message, isInput: false).Any();
            var isWellKnown = message.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal);
            if (isVisible && !message.IsMapEntry && !isWellKnown)
            {
                _outputs.NameOf(message.FullName, message.FullName);
            }
        }
    }

    private static SdlType Root(string name) => new(SdlKind.Object, name);

    private static int RootOf(ProtoMethod method)
    {
        const int Query = 0;
        const int Mutation = 1;
        const int Subscription = 2;
        return method.IsServerStreaming ? Subscription
            : method.IsSafe ?? MethodNames.IsRead(method.Name) ? Query : Mutation;
    }

    /// <summary>A method's name; where another service has it already, the service's is put in front.</summary>
    private static string NameOf(ProtoService service, ProtoMethod method, NameScope names)
    {
        var own = GraphQLNames.Field(method.Name);
        var serviceName = service.FullName[(service.FullName.LastIndexOf('.') + 1)..];
        return names.Take(names.IsFree(own) ? own : GraphQLNames.Field(serviceName) + GraphQLNames.Type(method.Name));
    }

    /// <remarks>Nullable whatever the method: NOT_FOUND, or any failure, costs its own field only.</remarks>
    private SdlMember WriteField(ProtoService service, ProtoMethod method, string name, string path)
    {
        _session.CountMember();
        var kind = FieldKinds.OfMessage(_session, method.OutputType, path, isInput: false);
        var type = kind == ProtoKind.Message
            ? _outputs.NameOf(method.OutputType, path)
            : _session.Use(ProtoKinds.ScalarOf(kind));
        var field = new SdlMember(name, type)
        {
            Description = method.Description,
            Directives = { Directives.Call(service.FullName, method.Name) },
        };
        field.Arguments.AddRange(_inputs.Arguments(_session.FindMessage(method.InputType, path)));
        if (FieldKinds.WrittenType(kind) is { } written)
        {
            field.Directives.Add(Directives.Proto(null, written));
        }

        if (method.IsDeprecated)
        {
            field.Directives.Add(Directives.Deprecated);
        }

        return field;
    }
}
