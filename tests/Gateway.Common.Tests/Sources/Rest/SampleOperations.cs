using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest.Contracts;
using Gateway.Common.Sources.Rest.Import;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>An operation for each root field of an imported contract, with values that the contract allows.</summary>
internal sealed class SampleOperations
{
    private const int SelectionDepthMax = 4;
    private const int ValueDepthMax = 5;

    private readonly GraphQLSchema _schema;
    private readonly SchemaMerger _merger;
    private readonly SchemaUses _uses;
    private readonly RestOperation[] _operations;

    public SampleOperations(ContractFile contract, GraphQLSchema schema)
    {
        _schema = schema;
        var log = new ImportLog();
        var files = new ContractFiles(contract, ImportOptions.Default, log);
        _merger = new SchemaMerger(files, new Subtypes(files, []));
        _uses = new SchemaUses(files);
        _operations = [.. new OperationReader(files, log).Read(files.Main.Root)];
    }

    public IEnumerable<string> All()
    {
        foreach (var operation in new[] { OperationType.Query, OperationType.Mutation })
        {
            foreach (var field in _schema.RootType(operation)?.Fields ?? MemberMap<FieldDefinition>.Empty)
            {
                yield return $"{operation.ToString().ToLowerInvariant()} {{ {Call(field)}{Selection(field.Type, 0)} }}";
            }
        }
    }

    private string Call(FieldDefinition field)
    {
        var rest = field.FindDirective("rest"u8)!;
        var text = rest.Arguments.ToDictionary(
            static argument => argument.Name.Value, static argument => ((StringValueNode)argument.Value).Value);
        var operation = _operations.Single(one => one.Method == text["method"] && one.Path == text["path"]);
        var arguments = field.Arguments.Select(argument => $"{argument.Name}: {Value(argument, operation)}").ToArray();
        return arguments.Length == 0 ? field.Name : $"{field.Name}({string.Join(", ", arguments)})";
    }

    private string Value(InputValueDefinition argument, RestOperation operation)
    {
        if (argument.FindDirective("body"u8) is not null)
        {
            return Value(argument.Type, operation.Body!.Schema!, 0);
        }

        var parameter = operation.Parameters.First(one => one.Name == WireName.Of(argument));
        return parameter.Node.Find("example") is { } example
            ? Literal(example)
            : Value(argument.Type, parameter.Schema, 0);
    }

    private string Value(SchemaType type, ContractNode schema, int depth)
    {
        var use = _uses.Of(schema);
        var merged = _merger.Merge(use.Core);
        if (type.Nullable is ListType list)
        {
            return $"[{Value(list.ElementType, merged.Items!, depth + 1)}]";
        }

        return type.Named switch
        {
            EnumType @enum => @enum.Values[0].Name,
            InputObjectType input => Object(input, merged, depth),
            var scalar => use.Core.Find("example") is { } example && IsScalar(example)
                ? Literal(example)
                : Scalar(scalar.Name, merged),
        };
    }

    private string Object(InputObjectType input, MergedSchema schema, int depth)
    {
        var fields =
            from field in input.Fields
            where field.Type.IsNonNull || depth < ValueDepthMax
            let property = schema.Properties.GetValueOrDefault(WireName.Of(field))
            where property is not null
            select $"{field.Name}: {Value(field.Type, property, depth + 1)}";
        return $"{{ {string.Join(", ", fields)} }}";
    }

    private static string Scalar(string name, MergedSchema schema) => name switch
    {
        "Int" or "Long" or "Float" or "Decimal" => schema.Minimum?.Text ?? "1",
        "Boolean" => "true",
        NamedScalars.Date => "\"2026-01-02\"",
        NamedScalars.DateTime => "\"2026-01-02T03:04:05Z\"",
        NamedScalars.Uuid => "\"5d3e2a4c-5f5b-4f3e-9d5c-0a1b2c3d4e5f\"",
        NamedScalars.Json => "{}",
        _ => schema.Format == "email" ? "\"someone@example.com\"" : "\"sample\"",
    };

    private static bool IsScalar(ContractNode node) =>
        node.Kind is ContractNodeKind.String or ContractNodeKind.Number or ContractNodeKind.Boolean;

    private static string Literal(ContractNode node) =>
        node.Kind == ContractNodeKind.String ? JsonSerializer.Serialize(node.Text) : node.Text;

    /// <summary>Everything that can be asked for without an argument.</summary>
    private string Selection(SchemaType type, int depth)
    {
        if (type.Named is not (ComplexType or UnionType))
        {
            return "";
        }

        var text = new StringBuilder(" { __typename");
        if (type.Named is UnionType union)
        {
            foreach (var member in _schema.PossibleTypes(union))
            {
                text.Append(CultureInfo.InvariantCulture, $" ... on {member.Name}{Selection(member, depth + 1)}");
            }

            return text.Append(" }").ToString();
        }

        foreach (var field in ((ComplexType)type.Named).Fields)
        {
            var isLeaf = field.Type.Named is not (ComplexType or UnionType);
            if (field.Arguments.Count == 0 && (isLeaf || depth < SelectionDepthMax))
            {
                text.Append(' ').Append(field.Name).Append(Selection(field.Type, depth + 1));
            }
        }

        return text.Append(" }").ToString();
    }
}
