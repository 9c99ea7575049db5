using Gateway.Common.Language;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Recursive descent over the text of a field selection map.</summary>
/// <remarks>
/// Source: Composite Schemas Appendix A, Language; one method a production. Errors: <see cref="FormatException"/> at
/// the first letter that fits nothing, and past <see cref="DepthMax"/>.
/// </remarks>
internal sealed class SelectionMapReader(string text)
{
    private const int DepthMax = 32;

    private int _position;
    private int _depth;

    public SelectedValue ReadWhole()
    {
        var value = ReadValue();
        SkipBlanks();
        return _position == text.Length ? value : throw new FormatException();
    }

    /// <summary>SelectedValue: entries joined by bars, one more of which may stand in front.</summary>
    private SelectedValue ReadValue()
    {
        if (++_depth > DepthMax)
        {
            throw new FormatException();
        }

        Take('|');
        var entries = new List<SelectedEntry> { ReadEntry() };
        while (Take('|'))
        {
            entries.Add(ReadEntry());
        }

        _depth--;
        return new SelectedValue(entries);
    }

    /// <summary>SelectedValueEntry</summary>
    private SelectedEntry ReadEntry()
    {
        if (Peek() == '{')
        {
            return new SelectedEntry(null, ReadObject(), null);
        }

        var (path, isOpen) = ReadPath();
        return isOpen ? new SelectedEntry(path, ReadObject(), null)
            : Peek() == '[' ? new SelectedEntry(path, null, ReadList())
            : new SelectedEntry(path, null, null);
    }

    /// <summary>Path, and whether a dot and an object follow it.</summary>
    private (SelectedPath Path, bool IsOpen) ReadPath()
    {
        string? onType = null;
        if (Peek() == '<')
        {
            onType = ReadType();
            Expect('.');
        }

        var segments = new List<PathSegment>();
        while (true)
        {
            var name = ReadName();
            var arguments = ReadArguments();
            var on = Peek() == '<' ? ReadType() : null;
            segments.Add(new PathSegment(name, arguments, on));
            if (!Take('.'))
            {
                return on is null ? (new SelectedPath(onType, segments), false) : throw new FormatException();
            }

            if (Peek() == '{')
            {
                return (new SelectedPath(onType, segments), true);
            }
        }
    }

    /// <summary>SelectedObjectValue</summary>
    private SelectedObject ReadObject()
    {
        Expect('{');
        var fields = new List<SelectedField>();
        do
        {
            fields.Add(ReadField());
        }
        while (!Take('}'));

        return new SelectedObject(fields);
    }

    /// <summary>SelectedObjectField: a name alone stands for the field of that name.</summary>
    private SelectedField ReadField()
    {
        var name = ReadName();
        if (Take(':'))
        {
            return new SelectedField(name, ReadValue());
        }

        var path = new SelectedPath(null, [new PathSegment(name, ReadArguments(), null)]);
        return new SelectedField(name, new SelectedValue([new SelectedEntry(path, null, null)]));
    }

    /// <summary>SelectedListValue</summary>
    private SelectedList ReadList()
    {
        if (++_depth > DepthMax)
        {
            throw new FormatException();
        }

        Expect('[');
        var list = Peek() == '[' ? new SelectedList(null, ReadList()) : new SelectedList(ReadValue(), null);
        Expect(']');
        _depth--;
        return list;
    }

    private string ReadType()
    {
        Expect('<');
        var name = ReadName();
        Expect('>');
        return name;
    }

    /// <summary>Arguments[Const]: read by GraphQL's own parser, as those of a field in a selection.</summary>
    private IReadOnlyList<ArgumentNode> ReadArguments()
    {
        if (Peek() != '(')
        {
            return [];
        }

        var end = EndOfArguments();
        var selection = Parser.ParseSelectionSet($"{{ field{text[_position..end]} }}");
        _position = end;
        return ((FieldNode)selection.Selections[0]).Arguments;
    }

    /// <summary>Behind the closing parenthesis that is in no string.</summary>
    private int EndOfArguments()
    {
        var isText = false;
        for (var index = _position; index < text.Length; index++)
        {
            isText ^= text[index] == '"' && text[index - 1] != '\\';
            if (!isText && text[index] == ')')
            {
                return index + 1;
            }
        }

        throw new FormatException();
    }

    private string ReadName()
    {
        SkipBlanks();
        var start = _position;
        while (_position < text.Length && (text[_position] == '_' || char.IsAsciiLetterOrDigit(text[_position])))
        {
            _position++;
        }

        var name = text[start.._position];
        return FieldSets.IsName(name) ? name : throw new FormatException();
    }

    private void Expect(char letter)
    {
        if (!Take(letter))
        {
            throw new FormatException();
        }
    }

    private bool Take(char letter)
    {
        if (Peek() != letter)
        {
            return false;
        }

        _position++;
        return true;
    }

    private char Peek()
    {
        SkipBlanks();
        return _position < text.Length ? text[_position] : '\0';
    }

    private void SkipBlanks()
    {
        while (_position < text.Length && (char.IsWhiteSpace(text[_position]) || text[_position] is ',' or '\uFEFF'))
        {
            _position++;
        }
    }
}
