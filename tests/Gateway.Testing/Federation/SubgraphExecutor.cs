using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Json;
using Gateway.Common.Language;

namespace Gateway.Testing.Federation;

/// <summary>Answers a valid operation by walking its syntax tree.</summary>
/// <remarks>Source: GraphQL §6.3. No validation: gateways that send nonsense are found by their answers.</remarks>
internal sealed class SubgraphExecutor
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = [];
    private readonly Dictionary<string, object?> _variables = [];
    private readonly Utf8JsonWriter _writer;

    private SubgraphExecutor(Utf8JsonWriter writer) => _writer = writer;

    /// <param name="request">A GraphQL over HTTP body.</param>
    public static byte[] Execute(ReadOnlySpan<byte> request)
    {
        var body = JsonDocument.Parse(request.ToArray()).RootElement;
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes);
        var executor = new SubgraphExecutor(writer);
        executor.Run(body);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private void Run(JsonElement body)
    {
        var document = Parser.Parse(body.GetProperty("query").GetString()!);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
        {
            _fragments.Add(fragment.Name.Value, fragment);
        }

        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        ReadVariables(operation, body);
        _writer.WriteStartObject();
        _writer.WritePropertyName("data");
        WriteObject("Query", null, [operation.SelectionSet]);
        _writer.WriteEndObject();
    }

    private void ReadVariables(OperationDefinitionNode operation, JsonElement body)
    {
        foreach (var definition in operation.VariableDefinitions)
        {
            if (definition.DefaultValue is { } value)
            {
                _variables[definition.Variable.Name.Value] = Read(value);
            }
        }

        if (body.TryGetProperty("variables", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var variable in given.EnumerateObject())
            {
                _variables[variable.Name] = Read(variable.Value);
            }
        }
    }

    private void WriteObject(string type, Reference? value, IEnumerable<SelectionSetNode> sets)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>();
        foreach (var set in sets)
        {
            Collect(type, set, fields);
        }

        _writer.WriteStartObject();
        foreach (var (name, nodes) in fields)
        {
            _writer.WritePropertyName(name);
            WriteField(type, value, nodes);
        }

        _writer.WriteEndObject();
    }

    private void WriteField(string type, Reference? value, List<FieldNode> nodes)
    {
        var field = nodes[0].Name.Value;
        if (field == "__typename")
        {
            _writer.WriteStringValue(type);
            return;
        }

        var arguments = nodes[0].Arguments.ToDictionary(
            static argument => argument.Name.Value, argument => Read(argument.Value));
        var result = field == "_entities"
            ? ((List<object?>)arguments["representations"]!).Select(static entity =>
                FederationResolvers.Entity((IReadOnlyDictionary<string, object?>)entity!))
            : FederationResolvers.Resolve(type, field, value, arguments);
        Write(result, nodes);
    }

    private void Write(object? value, List<FieldNode> nodes)
    {
        switch (value)
        {
            case null:
                _writer.WriteNullValue();
                break;
            case string text:
                _writer.WriteStringValue(text);
                break;
            case int number:
                _writer.WriteNumberValue(number);
                break;
            case bool flag:
                _writer.WriteBooleanValue(flag);
                break;
            case Reference reference:
                WriteObject(reference.Type, reference, nodes.Select(static node => node.SelectionSet!));
                break;
            case IEnumerable items:
                _writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(item, nodes);
                }

                _writer.WriteEndArray();
                break;
        }
    }

    private void Collect(string type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> fields)
    {
        foreach (var selection in set.Selections)
        {
            var (condition, inner) = selection switch
            {
                InlineFragmentNode inline => (inline.TypeCondition, inline.SelectionSet),
                FragmentSpreadNode spread => Open(spread),
                _ => (null, null),
            };
            if (selection is FieldNode field)
            {
                var name = field.ResponseName.Value;
                if (!fields.TryGetValue(name, out var nodes))
                {
                    fields.Add(name, nodes = []);
                }

                nodes.Add(field);
            }
            else if (condition is null || condition.Name.Value == type)
            {
                Collect(type, inner!, fields);
            }
        }
    }

    private (NamedTypeNode? Condition, SelectionSetNode Inner) Open(FragmentSpreadNode spread)
    {
        var fragment = _fragments[spread.Name.Value];
        return (fragment.TypeCondition, fragment.SelectionSet);
    }

    private object? Read(ValueNode value) => value switch
    {
        VariableNode variable => _variables.GetValueOrDefault(variable.Name.Value),
        IntValueNode number => int.Parse(number.Value, CultureInfo.InvariantCulture),
        StringValueNode text => text.Value,
        BooleanValueNode flag => flag.Value,
        ListValueNode list => list.Values.Select(Read).ToList(),
        ObjectValueNode fields => fields.Fields.ToDictionary(
            static field => field.Name.Value, field => Read(field.Value)),
        _ => null,
    };

    private static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetInt32(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(
            static field => field.Name, static field => Read(field.Value)),
        _ => null,
    };
}
