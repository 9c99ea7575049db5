using System.Text;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>JSON at random that mostly fits a type, and now and then does not.</summary>
internal sealed class JsonMaker(Random random)
{
    private const int DepthMax = 6;

    private static readonly string[] Odd =
    [
        "null", "true", "0", "-0", "1.0", "1e2", "1e400", "2147483648", "-2147483649", "123456789012345678901234567890",
        "\"\"", "\"RED\"", "\"\\u0052ED\"", "\"\\uD83D\\uDE00\"", "\"\\uD800\"",
        "[]", "{}", "[[[[]]]]", "{\"a\":{\"a\":{}}}",
        "\"\\u0000\"", "1E-7", "[null]", "\"true\"",
    ];

    private readonly StringBuilder _text = new();

    public static string Make(VariableSet variables, Random random)
    {
        var maker = new JsonMaker(random);
        maker.Object([.. variables.Variables.Select(variable => (variable.Name, variable.Type))], 0);
        return maker._text.ToString();
    }

    private void Object(IReadOnlyList<(string Name, SchemaType Type)> members, int depth)
    {
        _text.Append('{');
        var separator = "";
        foreach (var (name, type) in members)
        {
            if (random.Next(4) == 0)
            {
                continue;
            }

            _text.Append(separator).Append('"').Append(random.Next(20) == 0 ? "unknown" : name).Append("\":");
            Value(type, depth + 1);
            separator = random.Next(8) == 0 ? " ,\n " : ",";
        }

        _text.Append('}');
    }

    private void Value(SchemaType type, int depth)
    {
        if (random.Next(8) == 0 || depth > DepthMax)
        {
            _text.Append(Odd[random.Next(Odd.Length)]);
        }
        else if (type.Nullable is ListType list)
        {
            List(list.ElementType, depth);
        }
        else if (type.Named is InputObjectType input)
        {
            Object([.. input.Fields.Select(field => (field.Name, field.Type))], depth);
        }
        else
        {
            _text.Append(type.Named.Name switch
            {
                "Int" => random.Next(-9, 10).ToString(System.Globalization.CultureInfo.InvariantCulture),
                "Float" => "1.5",
                "Boolean" => "false",
                "Color" => "\"RED\"",
                _ => "\"text\"",
            });
        }
    }

    private void List(SchemaType elementType, int depth)
    {
        _text.Append('[');
        for (var count = random.Next(4); count > 0; count--)
        {
            Value(elementType, depth + 1);
            _text.Append(count > 1 ? "," : "");
        }

        _text.Append(']');
    }
}
