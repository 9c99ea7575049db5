namespace Gateway.Common.Tests.Fuzzing;

/// <summary>Documents at random that the grammar allows.</summary>
/// <remarks>Source: GraphQL Appendix B.</remarks>
internal sealed class DocumentMaker
{
    private const int DepthMax = 5;

    private static readonly string[] Locations = ["FIELD", "QUERY", "OBJECT", "VARIABLE_DEFINITION", "ENUM_VALUE"];

    private readonly Random _random;
    private readonly TokenText _text;
    private readonly ValueMaker _values;

    private DocumentMaker(Random random)
    {
        _random = random;
        _text = new TokenText(random);
        _values = new ValueMaker(random, _text);
    }

    public static string Make(Random random)
    {
        var maker = new DocumentMaker(random);
        if (maker._values.Chance(3))
        {
            // Only as the first: behind a type without members its braces would be the type's.
            maker.SelectionSet(0);
        }

        maker._values.Repeat(1, maker.Definition);
        return maker._text.ToString();
    }

    private void Definition()
    {
        switch (_random.Next(8))
        {
            case 0 or 1:
                Operation();
                break;
            case 2:
                Fragment();
                break;
            case 3:
                DirectiveDefinition();
                break;
            case 4:
                Schema();
                break;
            default:
                Type();
                break;
        }
    }

    private void Operation()
    {
        _values.Description();
        _text.Word(_random.Next(3) switch { 0 => "query", 1 => "mutation", _ => "subscription" });
        if (_values.Chance(2))
        {
            _values.Name();
        }

        if (_values.Chance(2))
        {
            _text.Mark("(");
            _values.Repeat(1, VariableDefinition);
            _text.Mark(")");
        }

        _values.Directives(isConst: false);
        SelectionSet(0);
    }

    private void VariableDefinition()
    {
        _values.Description();
        _text.Mark("$");
        _values.Name();
        _text.Mark(":");
        TypeDefaultAndDirectives();
    }

    private void TypeDefaultAndDirectives()
    {
        _values.Type();
        if (_values.Chance(2))
        {
            _text.Mark("=");
            _values.Value(isConst: true);
        }

        _values.Directives(isConst: true);
    }

    private void Fragment()
    {
        _values.Description();
        _text.Word("fragment");
        _values.Name("on");
        _text.Word("on");
        _values.Name();
        _values.Directives(isConst: false);
        SelectionSet(0);
    }

    private void SelectionSet(int depth)
    {
        _text.Mark("{");
        _values.Repeat(1, () => Selection(depth + 1));
        _text.Mark("}");
    }

    private void Selection(int depth)
    {
        var kind = _random.Next(6);
        if (kind == 0)
        {
            _text.Mark("...");
            _values.Name("on");
            _values.Directives(isConst: false);
            return;
        }

        if (kind == 1 && depth < DepthMax)
        {
            InlineFragment(depth);
            return;
        }

        _values.Name();
        if (_values.Chance(4))
        {
            _text.Mark(":");
            _values.Name();
        }

        _values.Arguments(isConst: false);
        _values.Directives(isConst: false);
        if (depth < DepthMax && _values.Chance(3))
        {
            SelectionSet(depth);
        }
    }

    private void InlineFragment(int depth)
    {
        _text.Mark("...");
        if (_values.Chance(2))
        {
            _text.Word("on");
            _values.Name();
        }

        _values.Directives(isConst: false);
        SelectionSet(depth);
    }

    private void DirectiveDefinition()
    {
        _values.Description();
        _text.Word("directive").Mark("@");
        _values.Name();
        Members("(", InputValue, ")");
        if (_values.Chance(2))
        {
            _text.Word("repeatable");
        }

        _text.Word("on").Word("FIELD");
        _values.Repeat(0, () => _text.Mark("|").Word(Locations[_random.Next(Locations.Length)]));
    }

    private void Schema()
    {
        var isExtension = _values.Chance(2);
        if (isExtension)
        {
            _text.Word("extend");
        }
        else
        {
            _values.Description();
        }

        _text.Word("schema");
        _values.Directives(isConst: true);
        _text.Mark("{");
        _values.Repeat(1, () =>
        {
            _text.Word("query").Mark(":");
            _values.Name();
        });
        _text.Mark("}");
    }

    private void Type()
    {
        var isExtension = _values.Chance(3);
        if (isExtension)
        {
            _text.Word("extend");
        }
        else
        {
            _values.Description();
        }

        var kind = _random.Next(6);
        _text.Word(kind switch
        {
            0 => "scalar",
            1 => "type",
            2 => "interface",
            3 => "union",
            4 => "enum",
            _ => "input",
        });
        _values.Name();
        if (kind is 1 or 2 && _values.Chance(2))
        {
            _text.Word("implements");
            Names("&");
        }

        _values.Directives(isConst: true, isExtension ? 1 : 0);
        Body(kind);
    }

    private void Body(int kind)
    {
        switch (kind)
        {
            case 1 or 2:
                Members("{", Field, "}");
                break;
            case 3 when _values.Chance(2):
                _text.Mark("=");
                Names("|");
                break;
            case 4:
                Members("{", EnumValue, "}");
                break;
            case 5:
                Members("{", InputValue, "}");
                break;
        }
    }

    private void Members(string open, Action member, string close)
    {
        if (!_values.Chance(4))
        {
            _text.Mark(open);
            _values.Repeat(1, member);
            _text.Mark(close);
        }
    }

    private void Names(string delimiter)
    {
        if (_values.Chance(2))
        {
            _text.Mark(delimiter);
        }

        _values.Name();
        _values.Repeat(0, () =>
        {
            _text.Mark(delimiter);
            _values.Name();
        });
    }

    private void Field()
    {
        _values.Description();
        _values.Name();
        Members("(", InputValue, ")");
        _text.Mark(":");
        _values.Type();
        _values.Directives(isConst: true);
    }

    private void InputValue()
    {
        _values.Description();
        _values.Name();
        _text.Mark(":");
        TypeDefaultAndDirectives();
    }

    private void EnumValue()
    {
        _values.Description();
        _values.Name();
        _values.Directives(isConst: true);
    }
}
