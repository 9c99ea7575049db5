namespace Gateway.Common.Tests.Fuzzing;

/// <summary>Names, values, types, arguments and directives at random, by the grammar.</summary>
internal sealed class ValueMaker(Random random, TokenText text)
{
    private const int DepthMax = 4;

    private static readonly string[] Names =
    [
        "a", "b", "_", "__typename", "on", "query", "type", "extend", "fragment", "true_", "nullable", "input",
        "schema", "implements", "repeatable", "x1", "aNameOfMoreThanSixteenCharacters", "aNameOf16Letters",
    ];

    private static readonly string[] Leaves =
    [
        "0", "-0", "1", "-12345678901234567890", "0.0", "1.5e3", "1E-7", "2e+10", "\"\"", "\"s\"", "\"é😀\u00A0\"",
        "\"\\u00e9\\u{1F600}\\uD83D\\uDE00\\n\\\"\\\\\\/\\b\\f\\r\\t\"", "\"\\u0000\\u007F\\u0085\"", "\"\"\"\"\"\"",
        "\"\"\"block\"\"\"", "\"\"\"\n    one\n      two\r\n\n    three\n  \"\"\"", "\"\"\" \\\"\"\" \"\"\"",
        "\"\"\"\ttab\n \"quoted\" \\ \"\"\"", "\"a string of more than sixteen bytes\"", "true", "false", "null", "RED",
    ];

    public bool Chance(int one) => random.Next(one) == 0;

    public void Name() => text.Word(Names[random.Next(Names.Length)]);

    /// <summary>A name that is no reserved word at its place.</summary>
    public void Name(params string[] but)
    {
        var name = Names[random.Next(Names.Length)];
        text.Word(but.Contains(name) ? "other" : name);
    }

    public void Value(bool isConst, int depth = 0)
    {
        switch (random.Next(depth < DepthMax ? 8 : 6))
        {
            case 0 when !isConst:
                text.Mark("$");
                Name();
                break;
            case 6:
                text.Mark("[");
                Repeat(0, () => Value(isConst, depth + 1));
                text.Mark("]");
                break;
            case 7:
                text.Mark("{");
                Repeat(0, () =>
                {
                    Name();
                    text.Mark(":");
                    Value(isConst, depth + 1);
                });
                text.Mark("}");
                break;
            default:
                text.Word(Leaves[random.Next(Leaves.Length)]);
                break;
        }
    }

    public void Type(int depth = 0)
    {
        if (depth < DepthMax && Chance(3))
        {
            text.Mark("[");
            Type(depth + 1);
            text.Mark("]");
        }
        else
        {
            Name();
        }

        if (Chance(3))
        {
            text.Mark("!");
        }
    }

    public void Arguments(bool isConst)
    {
        if (Chance(3))
        {
            text.Mark("(");
            Repeat(1, () =>
            {
                Name();
                text.Mark(":");
                Value(isConst);
            });
            text.Mark(")");
        }
    }

    public void Directives(bool isConst, int min = 0)
    {
        for (var count = Math.Max(min, random.Next(5) - 2); count > 0; count--)
        {
            text.Mark("@");
            Name();
            Arguments(isConst);
        }
    }

    public void Description()
    {
        if (Chance(5))
        {
            text.Word(Chance(2) ? "\"what it is\"" : "\"\"\"\n  what\n    it is\n\"\"\"");
        }
    }

    public void Repeat(int min, Action action)
    {
        for (var count = min + random.Next(3); count > 0; count--)
        {
            action();
        }
    }
}
