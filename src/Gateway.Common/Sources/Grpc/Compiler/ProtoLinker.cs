namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Gives every declaration its full name and every type name its meaning.</summary>
/// <remarks>Shape: files in an order in which imports come first; nodes are completed in place.</remarks>
internal sealed class ProtoLinker
{
    private readonly ProtoSymbols _symbols = new();

    /// <exception cref="GrpcImportException">A name is taken, or means nothing.</exception>
    public static ProtoSymbols Link(IReadOnlyList<FileNode> files)
    {
        var linker = new ProtoLinker();
        foreach (var file in files)
        {
            linker._symbols.AddPackage(file);
            linker.Declare(file);
        }

        foreach (var file in files.Where(static file => file.Compiled is null))
        {
            linker.Resolve(file);
        }

        return linker._symbols;
    }

    private void Declare(FileNode file)
    {
        file.FullName = file.Package;
        DeclareTypes(file, file.Messages, file.Enums, file.Extensions, file.Package);
        foreach (var service in file.Services)
        {
            Declare(service, file.Package, file);
            foreach (var method in service.Methods)
            {
                Declare(method, service.FullName, file);
            }
        }
    }

    private void DeclareTypes(
        FileNode file, List<MessageNode> messages, List<EnumNode> enums, List<FieldNode> extensions, string scope)
    {
        foreach (var message in messages)
        {
            Declare(message, scope, file);
            foreach (var member in message.Fields.Concat<ProtoNode>(message.Oneofs))
            {
                Declare(member, message.FullName, file);
            }

            DeclareTypes(file, message.Messages, message.Enums, message.Extensions, message.FullName);
        }

        foreach (var type in enums)
        {
            Declare(type, scope, file);
            foreach (var value in type.Values)
            {
                // Beside its enum, not inside it: as in C++.
                Declare(value, scope, file);
            }
        }

        foreach (var extension in extensions)
        {
            Declare(extension, scope, file);
        }
    }

    private void Declare(ProtoNode node, string scope, FileNode file)
    {
        node.FullName = ProtoSymbols.Join(scope, node.Name);
        _symbols.Add(node.FullName, node, file);
    }

    private void Resolve(FileNode file)
    {
        ResolveFields(file, file.Extensions, file.Package);
        ResolveMessages(file, file.Messages);
        foreach (var service in file.Services)
        {
            foreach (var method in service.Methods)
            {
                method.Input = Message(method.Input, method.FullName, file, method.InputPlace).FullName;
                method.Output = Message(method.Output, method.FullName, file, method.OutputPlace).FullName;
            }
        }
    }

    private void ResolveMessages(FileNode file, List<MessageNode> messages)
    {
        foreach (var message in messages)
        {
            ResolveFields(file, message.Fields, message.FullName);
            ResolveFields(file, message.Extensions, message.FullName);
            ResolveMessages(file, message.Messages);
        }
    }

    private void ResolveFields(FileNode file, List<FieldNode> fields, string scope)
    {
        foreach (var field in fields)
        {
            if (field.Extendee is { } extendee)
            {
                field.Extendee = Message(extendee, scope, file, field.ExtendeePlace).FullName;
            }

            if (field.TypeName.Length == 0)
            {
                continue;
            }

            var type = _symbols.Resolve(field.TypeName, scope, file, wantsType: true)
                ?? throw ProtoErrors.Unresolved(file.Path, field.TypePlace, field.TypeName);
            field.Kind = type switch
            {
                MessageNode when field.Kind == ProtoKind.Group => ProtoKind.Group,
                MessageNode => ProtoKind.Message,
                EnumNode => ProtoKind.Enum,
                _ => throw ProtoErrors.Invalid(file.Path, field.TypePlace, $"{field.TypeName} is no type."),
            };
            CheckVisible(type, file, field.TypePlace);
            field.TypeName = type.FullName;
        }
    }

    private T CheckVisible<T>(T type, FileNode file, ProtoPlace place)
        where T : ProtoNode
    {
        var from = _symbols.FileOf(type.FullName)!;
        return from == file || SymbolVisibilities.IsExported(type, from) ? type : throw ProtoErrors.Invalid(
            file.Path, place, $"{type.FullName} is local to {from.Path}: export it there to use it here.");
    }

    /// <remarks>The innermost thing of that name counts, as for protoc, also a method that has its message's.</remarks>
    private MessageNode Message(string name, string scope, FileNode file, ProtoPlace place) =>
        _symbols.Resolve(name, scope, file, wantsType: false) switch
        {
            MessageNode message => CheckVisible(message, file, place),
            null => throw ProtoErrors.Unresolved(file.Path, place, name),
            _ => throw ProtoErrors.Invalid(file.Path, place, $"{name} is no message."),
        };
}
