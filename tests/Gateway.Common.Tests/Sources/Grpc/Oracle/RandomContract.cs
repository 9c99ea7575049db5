using System.Globalization;
using System.Text;

namespace Gateway.Common.Tests.Sources.Grpc.Oracle;

/// <summary>A random .proto file of one method that answers what it is sent, and random values for it.</summary>
internal sealed class RandomContract
{
    private static readonly string[] Kinds =
    [
        "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32",
        "sfixed64", "bool", "string", "bytes", "Color",
    ];

    private readonly Random _random;
    private readonly List<Field> _fields = [];
    private readonly List<Field> _inner = [];

    public RandomContract(Random random)
    {
        _random = random;
        AddFields(_inner, random.Next(1, 6), hasMessages: false);
        AddFields(_fields, random.Next(1, 12), hasMessages: true);
        Proto =
            $$"""
            syntax = "proto3";
            service Things { rpc GetThing(Thing) returns (Thing); }
            enum Color { COLOR_UNSPECIFIED = 0; COLOR_RED = 7; COLOR_BLUE = -3; }
            message Inner { {{string.Join(' ', _inner.Select(static field => field.Declaration))}} }
            message Thing { {{string.Join(' ', _fields.Select(static field => field.Declaration))}} }
            """;
        var inner = SelectionOf(_inner, "");
        Selection = SelectionOf(_fields, inner);
    }

    private enum Shape
    {
        Implicit,
        Optional,
        Repeated,
        Loose,
        Map,
        Oneof,
    }

    public string Proto { get; }

    public string Selection { get; }

    /// <summary>Arguments, and the answer that says the same.</summary>
    public (string Arguments, string Expected) NextValue() => Object(_fields);

    private void AddFields(List<Field> fields, int count, bool hasMessages)
    {
        var numbers = new HashSet<int>();
        for (var index = 0; index < count; index++)
        {
            int number;
            do
            {
                number = _random.Next(4) == 0 ? _random.Next(20_000, 1 << 29) : _random.Next(1, 300);
            }
            while (!numbers.Add(number));
            var kind = hasMessages && _random.Next(5) == 0 ? "Inner" : Kinds[_random.Next(Kinds.Length)];
            var shape = (Shape)_random.Next(hasMessages ? 6 : 4);
            fields.Add(new Field($"f{index}", kind, shape, number));
        }
    }

    private static string SelectionOf(List<Field> fields, string inner)
    {
        var text = new StringBuilder("{");
        foreach (var field in fields)
        {
            var child = field.Kind == "Inner" ? inner : "";
            text.Append(' ').Append(field.Shape switch
            {
                Shape.Map => $"{field.Name} {{ key value {child} }}",
                Shape.Oneof when field.Kind == "Inner" => $"{field.Name}o {{ ... on Inner {child} }}",
                Shape.Oneof =>
                    $"{field.Name}o {{ ... on Thing{field.TypeName}o{field.TypeName} {{ {field.Name} {child} }} }}",
                _ => $"{field.Name} {child}",
            });
        }

        return text.Append(" }").ToString();
    }

    private (string Arguments, string Expected) Object(List<Field> fields)
    {
        var given = new List<string>();
        var expected = new List<string>();
        foreach (var field in fields)
        {
            var (input, output) = Value(field);
            var name = field.Shape == Shape.Oneof ? $"{field.Name}o" : field.Name;
            if (input is not null)
            {
                given.Add($"\"{name}\":{input}");
            }

            expected.Add($"\"{name}\":{output}");
        }

        return ($"{{{string.Join(',', given)}}}", $"{{{string.Join(',', expected)}}}");
    }

    /// <returns>Null for what is not given.</returns>
    private (string? Input, string Output) Value(Field field)
    {
        var isGiven = _random.Next(4) > 0;
        switch (field.Shape)
        {
            case Shape.Repeated or Shape.Loose:
                var items = Enumerable.Range(0, isGiven ? _random.Next(5) : 0).Select(_ => One(field.Kind)).ToList();
                return (isGiven ? $"[{string.Join(',', items.Select(static item => item.Input))}]" : null,
                    $"[{string.Join(',', items.Select(static item => item.Output))}]");
            case Shape.Map:
                var entries = Enumerable.Range(0, isGiven ? _random.Next(3) : 0)
                    .Select(index => (Key: $"\"k{index}\"", Value: One(field.Kind))).ToList();
                return (
                    $"[{string.Join(',', entries.Select(static one => Entry(one.Key, one.Value.Input)))}]",
                    $"[{string.Join(',', entries.Select(static one => Entry(one.Key, one.Value.Output)))}]");
            case Shape.Oneof:
                return isGiven ? Chosen(field) : (null, "null");
            case Shape.Implicit when field.Kind != "Inner":
                var value = One(field.Kind);
                return isGiven ? value : (null, Default(field.Kind));
            default:
                return isGiven ? One(field.Kind) : (null, "null");
        }
    }

    private static string Entry(string key, string value) => $"{{\"key\":{key},\"value\":{value}}}";

    private (string Input, string Output) Chosen(Field field)
    {
        var (input, output) = One(field.Kind);
        var member = field.Kind == "Inner"
            ? $"{{\"__typename\":\"Inner\",{output[1..]}"
            : $"{{\"__typename\":\"Thing{field.TypeName}o{field.TypeName}\",\"{field.Name}\":{output}}}";
        return ($"{{\"{field.Name}\":{input}}}", member);
    }

    private (string Input, string Output) One(string kind)
    {
        if (kind == "Inner")
        {
            return Object(_inner);
        }

        var text = kind switch
        {
            "double" => Pick("0", "-0.5", "1E+300", "0.1", "5E-324"),
            "float" => Pick("0", "-0.5", "0.1", "16777216"),
            "int32" or "sint32" or "sfixed32" => Pick("0", "-1", "2147483647", "-2147483648", "127", "128"),
            "uint32" or "fixed32" => Pick("0", "1", "4294967295", "127", "128"),
            "int64" or "sint64" or "sfixed64" =>
                Pick("\"0\"", "\"-1\"", "\"9223372036854775807\"", "\"-9223372036854775808\""),
            "uint64" or "fixed64" => Pick("\"0\"", "\"18446744073709551615\"", "\"300\""),
            "bool" => Pick("true", "false"),
            "string" => Pick("\"\"", "\"a\"", "\"\\\"\\\\\\n\"", "\"é😀\"", $"\"{new string('y', 300)}\""),
            "bytes" => Pick("\"\"", "\"AA==\"", "\"/+8=\"", "\"AAECAwQF\""),
            _ => Pick("\"COLOR_UNSPECIFIED\"", "\"COLOR_RED\"", "\"COLOR_BLUE\""),
        };
        return (text, text);
    }

    private static string Default(string kind) => kind switch
    {
        "bool" => "false",
        "string" or "bytes" => "\"\"",
        "Color" => "\"COLOR_UNSPECIFIED\"",
        _ => kind.Contains("64", StringComparison.Ordinal) ? "\"0\"" : "0",
    };

    private string Pick(params string[] values) => values[_random.Next(values.Length)];

    private sealed record Field(string Name, string Kind, Shape Shape, int Number)
    {
        public string TypeName => $"F{Name[1..]}";

        public string Declaration
        {
            get
            {
                var end = string.Create(CultureInfo.InvariantCulture, $"{Name} = {Number}");
                return Shape switch
                {
                    Shape.Implicit => $"{Kind} {end};",
                    Shape.Optional => $"optional {Kind} {end};",
                    Shape.Loose when Kind is not ("string" or "bytes" or "Inner") =>
                        $"repeated {Kind} {end} [packed = false];",
                    Shape.Repeated or Shape.Loose => $"repeated {Kind} {end};",
                    Shape.Map => $"map<string, {Kind}> {end};",
                    _ => $"oneof {Name}o {{ {Kind} {end}; }}",
                };
            }
        }
    }
}
