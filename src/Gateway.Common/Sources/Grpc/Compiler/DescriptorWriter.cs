using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Linked files as a <c>FileDescriptorSet</c>: what <c>protoc --include_imports -o</c> writes.</summary>
/// <remarks>Comments are kept for declarations; places are not. Source: descriptor.proto.</remarks>
internal sealed class DescriptorWriter
{
    private readonly ProtoSymbols _symbols;
    private readonly FileNode _file;
    private readonly ProtoWriter _output;
    private readonly OptionEncoder _options;
    private readonly List<(int[] Path, ProtoNode Node)> _comments = [];

    private DescriptorWriter(ProtoSymbols symbols, FileNode file, ProtoWriter output)
    {
        _symbols = symbols;
        _file = file;
        _output = output;
        _options = new OptionEncoder(symbols, file, output);
    }

    public static byte[] Write(IEnumerable<FileNode> files, ProtoSymbols symbols)
    {
        using var buffer = new SourceRequest();
        var output = new ProtoWriter(buffer);
        foreach (var file in files)
        {
            output.Tag(1, WireType.Bytes);
            var start = output.BeginLength();
            if (file.Compiled is { } compiled)
            {
                output.Bytes(compiled.Span);
            }
            else
            {
                new DescriptorWriter(symbols, file, output).WriteFile();
            }

            output.EndLength(start);
        }

        return buffer.Body.ToArray();
    }

    private void WriteFile()
    {
        Text(1, _file.Path);
        Text(2, _file.Package);
        for (var index = 0; index < _file.Imports.Count; index++)
        {
            Text(_file.Imports[index].IsOption ? 15 : 3, _file.Imports[index].Path);
            if (_file.Imports[index].IsPublic)
            {
                Number(10, index);
            }

            if (_file.Imports[index].IsWeak)
            {
                Number(11, index);
            }
        }

        WriteTypes(_file.Messages, 4, _file.Enums, 5, _file.Extensions, 7, []);
        Each(_file.Services, 6, [], WriteService);
        WriteOptions(8, "FileOptions", _file, _file.Package);
        if (_file.Syntax != "proto2")
        {
            Text(12, _file.Syntax);
        }

        if (_file.Edition != 0)
        {
            Number(14, _file.Edition);
        }

        WriteComments();
    }

    private void WriteTypes(
        List<MessageNode> messages, int message, List<EnumNode> enums, int @enum, List<FieldNode> extensions,
        int extension, int[] path)
    {
        Each(messages, message, path, WriteMessage);
        Each(enums, @enum, path, WriteEnum);
        Each(extensions, extension, path, (field, _) => WriteField(field));
    }

    private void WriteMessage(MessageNode message, int[] path)
    {
        Text(1, message.Name);
        Each(message.Fields, 2, path, (field, _) => WriteField(field));
        WriteTypes(message.Messages, 3, message.Enums, 4, message.Extensions, 6, path);
        var isSet = message.Options.Exists(
            static option => option is { Name: [{ Name: "message_set_wire_format" }], Value.Text: "true" });
        Each(message.ExtensionRanges, 5, null, (range, _) =>
        {
            Number(1, range.Start);
            Number(2, isSet && range.End == MemberParser.NumberMax ? int.MaxValue : range.End + 1);
            WriteOptions(3, "ExtensionRangeOptions", range, message.FullName);
        });
        if (message.IsMapEntry)
        {
            _output.Tag(7, WireType.Bytes);
            var start = _output.BeginLength();
            Number(7, 1);
            _output.EndLength(start);
        }

        WriteOptions(7, "MessageOptions", message, message.FullName);
        Each(message.Oneofs, 8, path, (oneof, _) =>
        {
            Text(1, oneof.Name);
            WriteOptions(2, "OneofOptions", oneof, message.FullName);
        });
        WriteReserved(message.ReservedRanges, 9, message.ReservedNames, 10, endIsExclusive: true);
        WriteVisibility(message, 11);
    }

    private void WriteReserved(
        List<RangeNode> ranges, int range, List<string> names, int name, bool endIsExclusive)
    {
        Each(ranges, range, null, (node, _) =>
        {
            Number(1, node.Start);
            Number(2, endIsExclusive ? node.End + 1 : node.End);
        });
        foreach (var reserved in names)
        {
            Text(name, reserved);
        }
    }

    private void WriteField(FieldNode field)
    {
        Text(1, field.Name);
        if (field.Extendee is { } extendee)
        {
            Text(2, $".{extendee}");
        }

        Number(3, field.Number);
        Number(4, (int)field.Label);
        Number(5, (int)field.Kind);
        if (field.TypeName.Length > 0)
        {
            Text(6, $".{field.TypeName}");
        }

        if (field.Default is { } value)
        {
            _output.Tag(7, WireType.Bytes);
            WriteText(DefaultText.Of(field.Kind, value) ?? "");
        }

        WriteOptions(8, "FieldOptions", field, field.FullName);
        if (field.Oneof >= 0)
        {
            Number(9, field.Oneof);
        }

        Text(10, JsonNames.Of(field));
        if (field.IsProto3Optional)
        {
            Number(17, 1);
        }
    }

    private void WriteEnum(EnumNode type, int[] path)
    {
        Text(1, type.Name);
        Each(type.Values, 2, path, (value, _) =>
        {
            Text(1, value.Name);
            Number(2, value.Number);
            WriteOptions(3, "EnumValueOptions", value, type.FullName);
        });
        WriteOptions(3, "EnumOptions", type, type.FullName);
        WriteReserved(type.ReservedRanges, 4, type.ReservedNames, 5, endIsExclusive: false);
        WriteVisibility(type, 6);
    }

    private void WriteVisibility(ProtoNode type, int number)
    {
        if (type.Visibility != SymbolVisibility.Unset)
        {
            Number(number, (int)type.Visibility);
        }
    }

    private void WriteService(ServiceNode service, int[] path)
    {
        Text(1, service.Name);
        Each(service.Methods, 2, path, (method, _) =>
        {
            Text(1, method.Name);
            Text(2, $".{method.Input}");
            Text(3, $".{method.Output}");
            WriteOptions(4, "MethodOptions", method, method.FullName);
            Flag(5, method.IsClientStreaming);
            Flag(6, method.IsServerStreaming);
        });
        WriteOptions(3, "ServiceOptions", service, service.FullName);
    }

    private void WriteOptions(int number, string type, ProtoNode node, string scope)
    {
        if (node is { Options.Count: 0 } and not MethodNode { HasBody: true })
        {
            return;
        }

        _output.Tag(number, WireType.Bytes);
        var start = _output.BeginLength();
        _options.Write($"google.protobuf.{type}", node.Options, scope);
        _output.EndLength(start);
    }

    private void WriteComments()
    {
        if (_comments.Count == 0)
        {
            return;
        }

        _output.Tag(9, WireType.Bytes);
        var start = _output.BeginLength();
        foreach (var (path, node) in _comments)
        {
            _output.Tag(1, WireType.Bytes);
            var location = _output.BeginLength();
            _output.Tag(1, WireType.Bytes);
            var packed = _output.BeginLength();
            foreach (var step in path)
            {
                _output.Varint((ulong)step);
            }

            _output.EndLength(packed);
            Text(3, node.Leading ?? "");
            Text(4, node.Trailing ?? "");
            _output.EndLength(location);
        }

        _output.EndLength(start);
    }

    /// <param name="path">Of what is around, for comments; null where none are kept.</param>
    private void Each<T>(List<T> nodes, int number, int[]? path, Action<T, int[]> write)
        where T : ProtoNode
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            int[] own = path is null ? [] : [.. path, number, index];
            if (path is not null && (nodes[index].Leading ?? nodes[index].Trailing) is not null)
            {
                _comments.Add((own, nodes[index]));
            }

            _output.Tag(number, WireType.Bytes);
            var start = _output.BeginLength();
            write(nodes[index], own);
            _output.EndLength(start);
        }
    }

    private void Text(int number, string text)
    {
        if (text.Length > 0)
        {
            _output.Tag(number, WireType.Bytes);
            WriteText(text);
        }
    }

    private void WriteText(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        _output.Varint((ulong)bytes.Length);
        _output.Bytes(bytes);
    }

    private void Number(int number, int value)
    {
        _output.Tag(number, WireType.Varint);
        _output.Varint((ulong)value);
    }

    private void Flag(int number, bool value)
    {
        if (value)
        {
            Number(number, 1);
        }
    }
}
