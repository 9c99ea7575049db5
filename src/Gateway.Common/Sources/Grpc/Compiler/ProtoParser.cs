using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Reads one .proto file: proto2, proto3, editions 2023 and 2024.</summary>
/// <remarks>
/// Shape: recursive descent, a function for each production; messages nest at most <see cref="DepthMax"/> deep.
/// Errors: the first one, as <see cref="ProtoErrors.Syntax"/>.
/// Source: Protocol Buffers Language Specification (proto2, proto3, editions).
/// </remarks>
internal sealed class ProtoParser
{
    public const int Edition2023 = 1000;
    public const int Edition2024 = 1001;

    private const int DepthMax = 32;

    private readonly TokenCursor _tokens;
    private readonly OptionParser _options;
    private readonly MemberParser _members;
    private readonly FileNode _file;

    private ProtoParser(string text, string path)
    {
        _tokens = new TokenCursor(text, path);
        _options = new OptionParser(_tokens);
        _file = new FileNode(path);
        _members = new MemberParser(_tokens, _options, _file, ReadGroupBody);
    }

    /// <param name="content">UTF-8, perhaps with a byte order mark.</param>
    /// <param name="path">As imports name it.</param>
    public static FileNode Parse(ReadOnlySpan<byte> content, string path)
    {
        if (content.StartsWith("\uFEFF"u8))
        {
            content = content[3..];
        }

        if (!System.Text.Unicode.Utf8.IsValid(content))
        {
            throw ProtoErrors.Syntax(path, default, "The file is not UTF-8.");
        }

        return new ProtoParser(Encoding.UTF8.GetString(content), path).ReadFile();
    }

    /// <summary>proto = [syntax] { import | package | option | topLevelDef | emptyStatement }.</summary>
    private FileNode ReadFile()
    {
        if (_tokens.Is("syntax") || _tokens.Is("edition"))
        {
            ReadSyntax();
        }

        while (!_tokens.IsEnd)
        {
            ReadTopLevel();
        }

        return _file;
    }

    private void ReadSyntax()
    {
        var word = _tokens.TakeName();
        _tokens.Expect("=");
        var place = _tokens.Place;
        var value = _tokens.TakeText();
        _file.Syntax = word == "edition" ? "editions" : value;
        _file.Edition = (word, value) switch
        {
            ("syntax", "proto2" or "proto3") => 0,
            ("edition", "2023") => Edition2023,
            ("edition", "2024") => Edition2024,
            _ => throw _tokens.Error(
                place, $"{word} \"{value}\" is not known here: proto2, proto3 and the editions 2023 and 2024 are."),
        };
        _tokens.ExpectEnd(";");
    }

    private void ReadTopLevel()
    {
        var visibility = ReadVisibility();
        if (_tokens.Is(";"))
        {
            _tokens.ExpectEnd(";");
        }
        else if (_tokens.TryTake("message"))
        {
            _file.Messages.Add(ReadMessage(0, visibility));
        }
        else if (_tokens.TryTake("enum"))
        {
            _file.Enums.Add(_members.ReadEnum(visibility));
        }
        else if (_tokens.TryTake("service"))
        {
            _file.Services.Add(_members.ReadService());
        }
        else if (_tokens.TryTake("extend"))
        {
            ReadExtend(_file.Extensions, _file.Messages, 0);
        }
        else if (_tokens.TryTake("import"))
        {
            ReadImport();
        }
        else if (_tokens.TryTake("package"))
        {
            ReadPackage();
        }
        else if (_tokens.TryTake("option"))
        {
            _file.Options.Add(_options.ReadStatement());
        }
        else
        {
            throw _tokens.Expected("a message, enum, service, extend, import, package or option");
        }
    }

    private void ReadPackage()
    {
        if (_file.Package.Length > 0)
        {
            throw _tokens.Error(_tokens.Place, "A second package.");
        }

        _file.Package = _tokens.TakeFullName();
        _tokens.ExpectEnd(";");
    }

    /// <summary>"export" and "local" are words of their own from edition 2024 on, where a statement begins.</summary>
    private SymbolVisibility ReadVisibility()
    {
        var isExport = _tokens.Is("export");
        if (_file.Edition < Edition2024 || !(isExport || _tokens.Is("local")))
        {
            return SymbolVisibility.Unset;
        }

        _tokens.TakeName();
        return _tokens.Is("message") || _tokens.Is("enum")
            ? isExport ? SymbolVisibility.Export : SymbolVisibility.Local
            : throw _tokens.Expected("a message or an enum, for local and export,");
    }

    /// <summary>import = "import" [ "weak" | "public" | "option" ] strLit ";".</summary>
    private void ReadImport()
    {
        var word = _tokens.Place;
        var isPublic = _tokens.TryTake("public");
        var isWeak = !isPublic && _tokens.TryTake("weak");
        var isOption = !isPublic && !isWeak && _tokens.TryTake("option");
        var place = _tokens.Place;
        if (isOption != isWeak && isOption != _file.Edition >= Edition2024)
        {
            throw _tokens.Error(word, "From edition 2024 on there are option imports, and no weak ones.");
        }

        if (!isOption && _file.Imports.Exists(static known => known.IsOption))
        {
            throw _tokens.Error(place, "Option imports stand behind all others.");
        }

        var path = Utf8Text.Of(_tokens.TakeText());
        if (_file.Imports.Exists(known => known.Path == path))
        {
            throw _tokens.Error(place, $"{path} is imported twice.");
        }

        _file.Imports.Add(new ImportNode(path, isPublic, isWeak, place) { IsOption = isOption });
        _tokens.ExpectEnd(";");
    }

    /// <summary>message = "message" messageName messageBody, the first word taken.</summary>
    private MessageNode ReadMessage(int depth, SymbolVisibility visibility)
    {
        var message = new MessageNode
        {
            Place = _tokens.Place,
            Name = _tokens.TakeName(),
            Visibility = visibility,
        };
        ReadBody(message, depth);
        return message;
    }

    private void ReadGroupBody(MessageNode group, int depth) => ReadBody(group, depth);

    private void ReadBody(MessageNode message, int depth)
    {
        if (depth > DepthMax)
        {
            throw _tokens.Error(message.Place, "Messages are nested too deep.");
        }

        _tokens.ExpectEnd("{", message);
        while (!_tokens.Is("}"))
        {
            ReadElement(message, depth);
        }

        _tokens.ExpectEnd("}");
        SyntheticOneofs.Add(message);
    }

    private void ReadElement(MessageNode message, int depth)
    {
        var visibility = ReadVisibility();
        if (_tokens.Is(";"))
        {
            _tokens.ExpectEnd(";");
        }
        else if (_tokens.TryTake("message"))
        {
            message.Messages.Add(ReadMessage(depth + 1, visibility));
        }
        else if (_tokens.TryTake("enum"))
        {
            message.Enums.Add(_members.ReadEnum(visibility));
        }
        else if (_tokens.TryTake("extend"))
        {
            ReadExtend(message.Extensions, message.Messages, depth);
        }
        else if (_tokens.TryTake("extensions"))
        {
            _members.ReadExtensionRanges(message);
        }
        else if (_tokens.TryTake("reserved"))
        {
            _members.ReadReserved(message.ReservedRanges, message.ReservedNames, ranges: (1, MemberParser.NumberMax));
        }
        else if (_tokens.TryTake("option"))
        {
            message.Options.Add(_options.ReadStatement());
        }
        else if (_tokens.TryTake("oneof"))
        {
            ReadOneof(message, depth);
        }
        else
        {
            message.Fields.Add(_members.ReadField(message.Messages, depth));
        }
    }

    /// <summary>oneof = "oneof" oneofName "{" { option | oneofField } "}", the first word taken.</summary>
    private void ReadOneof(MessageNode message, int depth)
    {
        var index = message.Oneofs.Count;
        var oneof = new OneofNode { Place = _tokens.Place, Name = _tokens.TakeName() };
        message.Oneofs.Add(oneof);
        _tokens.ExpectEnd("{", oneof);
        while (!_tokens.Is("}"))
        {
            if (_tokens.Is(";"))
            {
                _tokens.ExpectEnd(";");
            }
            else if (_tokens.TryTake("option"))
            {
                oneof.Options.Add(_options.ReadStatement());
            }
            else
            {
                message.Fields.Add(_members.ReadField(message.Messages, depth, index));
            }
        }

        _tokens.ExpectEnd("}");
        if (!message.Fields.Exists(field => field.Oneof == index))
        {
            throw _tokens.Error(oneof.Place, $"The oneof {oneof.Name} has no field.");
        }
    }

    /// <summary>extend = "extend" messageType "{" { field | group } "}", the first word taken.</summary>
    private void ReadExtend(List<FieldNode> extensions, List<MessageNode> siblings, int depth)
    {
        var place = _tokens.Place;
        var extendee = _tokens.TakeTypeName();
        _tokens.ExpectEnd("{");
        while (!_tokens.Is("}"))
        {
            if (_tokens.Is(";"))
            {
                _tokens.ExpectEnd(";");
                continue;
            }

            var field = _members.ReadField(siblings, depth);
            field.Extendee = extendee;
            field.ExtendeePlace = place;
            extensions.Add(field);
        }

        _tokens.ExpectEnd("}");
    }
}
