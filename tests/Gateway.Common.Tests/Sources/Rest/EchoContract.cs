using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>A contract whose one operation answers with what it was sent, of a random schema.</summary>
internal sealed class EchoContract
{
    private readonly GraphQLSchema _schema;
    private readonly FieldDefinition _field;
    private readonly RestHarness _harness;

    private EchoContract(string contract)
    {
        Contract = contract;
        var sdl = OpenApiImporter.Import(
            new ContractFile("c", Encoding.UTF8.GetBytes(contract), static _ => null), ImportOptions.Default).Sdl!;
        _schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl), SchemaBuildOptions.SourceSchema);
        _field = _schema.MutationType!.Fields.Find("echo")!;
        _harness = RestHarness.Of(_schema, $"mutation {{ echo{Selection(_field.Type)} }}");
    }

    public string Contract { get; }

    public static EchoContract Make(Random random)
    {
        var schema = RandomSchema.Make(random);
        return new EchoContract($$$"""
            {"openapi":"3.1.0","paths":{"/echo":{"post":{"operationId":"echo",
            "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Root"} } } },
            "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Root"} } } } } } } },
            "components":{"schemas":{{{schema}}} }}
            """);
    }

    public (string Input, string Output) Value(Random random) =>
        Value(_field.Arguments[0].Type, _field.Type, random);

    /// <summary>The body that is sent.</summary>
    public byte[] Send(string input) => _harness.Body(input);

    /// <summary>The value that is read, or the code of what is wrong.</summary>
    public string Read(byte[] wire) => _harness.Read(wire, 200, "application/json");

    private (string Input, string Output) Value(SchemaType input, SchemaType output, Random random)
    {
        if (!input.IsNonNull && !output.IsNonNull && random.Next(8) == 0)
        {
            return ("null", "null");
        }

        if (input.Nullable is ListType list)
        {
            var element = ((ListType)output.Nullable).ElementType;
            return list.ElementType.Nullable is InputObjectType entry && entry.HasDirective("mapEntry"u8)
                ? Join(Entries(entry, (ObjectType)element.Named, random), "[]")
                : Join(Items(list.ElementType, element, random), "[]");
        }

        return input.Named switch
        {
            EnumType @enum => Same($"\"{@enum.Values[random.Next(@enum.Values.Count)].Name}\""),
            InputObjectType { IsOneOf: true } choice => Choice(choice, output.Named, random),
            InputObjectType type => Object(type, (ObjectType)output.Named, "", random),
            var scalar => Same(Scalar(scalar.Name, random)),
        };
    }

    private List<(string Input, string Output)> Items(SchemaType input, SchemaType output, Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(input, output, random))];

    private List<(string Input, string Output)> Entries(InputObjectType input, ObjectType output, Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(index =>
        {
            var key = JsonSerializer.Serialize($"{index} {RandomSchema.Name(random)}");
            var value = Value(input.Fields.Find("value")!.Type, output.Fields.Find("value")!.Type, random);
            return ($"{{\"key\":{key},\"value\":{value.Input}}}", $"{{\"key\":{key},\"value\":{value.Output}}}");
        })];

    private (string Input, string Output) Object(
        InputObjectType input, ObjectType output, string typeName, Random random)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var given = new List<string>();
        foreach (var field in input.Fields)
        {
            var twin = output.Fields.First(one => WireName.Of(one) == WireName.Of(field));
            if (field.Type.IsNonNull || field.DefaultValue is not null || random.Next(5) > 0)
            {
                var value = Value(field.Type, twin.Type, random);
                given.Add($"\"{field.Name}\":{value.Input}");
                values.Add(twin.Name, value.Output == "null" ? Absent(twin) : value.Output);
            }
        }

        var read = output.Fields.Select(field => $"\"{field.Name}\":{values.GetValueOrDefault(field.Name, Absent(field))}");
        return ($"{{{string.Join(',', given)}}}", $"{{{typeName}{string.Join(',', read)}}}");
    }

    /// <summary>No property that is additional is none, not an absent list.</summary>
    private static string Absent(FieldDefinition field) => field.HasDirective("additional"u8) ? "[]" : "null";

    private (string Input, string Output) Choice(InputObjectType choice, NamedType output, Random random)
    {
        var field = choice.Fields[random.Next(choice.Fields.Count)];
        var stem = field.Type.Named.Name.Replace("Input", "", StringComparison.Ordinal);
        var member = _schema.PossibleTypes(output).ToArray().First(type => type.Name == stem || type.Name == stem + "Value");
        var (input, read) = field.Type.Named is InputObjectType type
            ? Object(type, member, $"\"__typename\":\"{member.Name}\",", random)
            : Wrapped(member, Scalar(field.Type.Named.Name, random));
        return ($"{{\"{field.Name}\":{input}}}", read);
    }

    private static (string Input, string Output) Wrapped(ObjectType member, string value) =>
        (value, $"{{\"__typename\":\"{member.Name}\",\"{member.Name}_value\":{value}}}");

    private static string Scalar(string name, Random random) => name switch
    {
        "Int" => random.Next(int.MinValue, int.MaxValue).ToString(CultureInfo.InvariantCulture),
        "Long" => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        "Float" or "Decimal" => $"{random.Next(-999, 999)}.{random.Next(10_000):0000}0e{random.Next(-9, 9)}",
        "Boolean" => random.Next(2) == 0 ? "true" : "false",
        "JSON" => """{"a":[1.50,null,{"b":"\u00e9"}]}""",
        _ => JsonSerializer.Serialize(RandomSchema.Name(random)),
    };

    private static (string Input, string Output) Same(string value) => (value, value);

    private static (string Input, string Output) Join(List<(string Input, string Output)> items, string brackets) => (
        $"{brackets[0]}{string.Join(',', items.Select(static item => item.Input))}{brackets[1]}",
        $"{brackets[0]}{string.Join(',', items.Select(static item => item.Output))}{brackets[1]}");

    /// <summary>Everything; a union's members apart by alias, since their values may differ in type.</summary>
    private string Selection(SchemaType type, string prefix = "") => type.Named switch
    {
        ObjectType @object =>
            $" {{ {string.Join(' ', @object.Fields.Select(field => prefix + field.Name + Selection(field.Type)))} }}",
        UnionType union => " { " + string.Concat(_schema.PossibleTypes(union).ToArray().Select(member =>
            $"... on {member.Name}{Selection(member, member.HasDirective("wrapped"u8) ? $"{member.Name}_value: " : "")} ")) + "}",
        _ => "",
    };
}
