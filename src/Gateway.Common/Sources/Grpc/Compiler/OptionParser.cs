namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Reads options: names, values, and messages in protobuf's text format.</summary>
/// <remarks>Source: Protocol Buffers Language Specification, "Option"; Text Format Language Specification.</remarks>
internal sealed class OptionParser(TokenCursor tokens)
{
    private const int DepthMax = 64;

    /// <summary>option = "option" optionName "=" constant ";", the first word taken.</summary>
    public OptionNode ReadStatement()
    {
        var option = ReadOption();
        tokens.ExpectEnd(";");
        return option;
    }

    /// <summary>"[" optionName "=" constant { "," … } "]", where there is one.</summary>
    public void ReadList(ProtoNode node)
    {
        if (!tokens.TryTake("["))
        {
            return;
        }

        do
        {
            ReadListed(node);
        }
        while (tokens.TryTake(","));
        tokens.Expect("]");
    }

    /// <remarks><c>default</c> and <c>json_name</c> look like options and are none.</remarks>
    private void ReadListed(ProtoNode node)
    {
        var place = tokens.Place;
        var option = ReadOption();
        if (node is not FieldNode field || option.Name is not [{ IsExtension: false, Name: var name }])
        {
            node.Options.Add(option);
        }
        else if (name == "default")
        {
            field.Default = field.Default is null ? option.Value : throw tokens.Error(place, "A second default.");
        }
        else if (name == "json_name")
        {
            field.JsonName = option.Value.Kind == OptionValueKind.Text
                ? Utf8Text.Of(option.Value.Text)
                : throw tokens.Error(place, "json_name must be a text.");
        }
        else
        {
            node.Options.Add(option);
        }
    }

    private OptionNode ReadOption()
    {
        var name = new List<OptionNamePart>();
        do
        {
            var place = tokens.Place;
            var isExtension = tokens.TryTake("(");
            name.Add(new OptionNamePart(isExtension ? tokens.TakeTypeName() : tokens.TakeName(), isExtension, place));
            if (isExtension)
            {
                tokens.Expect(")");
            }
        }
        while (tokens.TryTake("."));
        tokens.Expect("=");
        return new OptionNode(name, ReadValue(0));
    }

    private OptionValue ReadValue(int depth)
    {
        var place = tokens.Place;
        if (depth > DepthMax)
        {
            throw tokens.Error(place, "The option is nested too deep.");
        }

        if (tokens.Is("{") || (depth > 0 && tokens.Is("<")))
        {
            return ReadMessage(depth);
        }

        if (depth > 0 && tokens.Is("["))
        {
            return ReadItems(depth);
        }

        var isNegative = tokens.TryTake("-");
        return tokens.Kind switch
        {
            ProtoTokenKind.Name => Value(OptionValueKind.Name, tokens.TakeName()),
            ProtoTokenKind.Integer => Value(OptionValueKind.Integer, tokens.Take(ProtoTokenKind.Integer, "")),
            ProtoTokenKind.Float => Value(OptionValueKind.Float, tokens.Take(ProtoTokenKind.Float, "")),
            ProtoTokenKind.Text when !isNegative => Value(OptionValueKind.Text, tokens.TakeText()),
            _ => throw tokens.Expected("a value"),
        };

        OptionValue Value(OptionValueKind kind, string text) => new(kind, text, isNegative, place);
    }

    private OptionValue ReadMessage(int depth)
    {
        var place = tokens.Place;
        var end = tokens.TryTake("<") ? ">" : "}";
        if (end == "}")
        {
            tokens.Expect("{");
        }

        var members = new List<(OptionNamePart, OptionValue)>();
        while (!tokens.TryTake(end))
        {
            var name = ReadMemberName();
            if (!tokens.TryTake(":") && !tokens.Is("{") && !tokens.Is("<"))
            {
                throw tokens.Expected("\":\"");
            }

            members.Add((name, ReadValue(depth + 1)));
            if (!tokens.TryTake(","))
            {
                tokens.TryTake(";");
            }
        }

        return new OptionValue(OptionValueKind.Message, "", false, place) { Members = members };
    }

    private OptionNamePart ReadMemberName()
    {
        var place = tokens.Place;
        if (!tokens.TryTake("["))
        {
            return new OptionNamePart(tokens.TakeName(), false, place);
        }

        var name = tokens.TakeFullName();
        if (tokens.Is("/"))
        {
            throw tokens.Error(place, "A google.protobuf.Any in an option is not supported.");
        }

        tokens.Expect("]");
        return new OptionNamePart(name, true, place);
    }

    private OptionValue ReadItems(int depth)
    {
        var place = tokens.Place;
        var items = new List<OptionValue>();
        tokens.Expect("[");
        while (!tokens.TryTake("]"))
        {
            items.Add(ReadValue(depth + 1));
            if (!tokens.TryTake(",") && !tokens.Is("]"))
            {
                throw tokens.Expected("\"]\"");
            }
        }

        return new OptionValue(OptionValueKind.List, "", false, place) { Items = items };
    }
}
