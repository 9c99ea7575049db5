using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>What given arguments and input fields weigh: nothing but what <c>@cost</c> says.</summary>
internal sealed class InputWeights(VariableSet variables)
{
    private const int DepthMax = 1_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DepthMax };

    private readonly Dictionary<NamedType, bool> _weighs = [];

    /// <summary>The arguments of a field that are given.</summary>
    public CostNode Of(IReadOnlyList<ArgumentNode> arguments, FieldDefinition field)
    {
        List<CostNode>? parts = null;
        foreach (var argument in arguments)
        {
            if (field.Arguments.Find(argument.Name.Utf8) is { } definition && Weighs(definition))
            {
                (parts ??= []).Add(OfLiteral(argument.Value, definition.Type, CostWeights.Of(definition) ?? 0));
            }
        }

        return parts is null ? ConstantCost.Zero : CostNode.Sum([.. parts]);
    }

    /// <summary>A coerced value of a type, without the weight of the argument that it is given to.</summary>
    public static double OfJson(ReadOnlySpan<byte> json, SchemaType type)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        return OfJson(ref reader, type);
    }

    private static double OfJson(ref Utf8JsonReader reader, SchemaType type)
    {
        var sum = 0d;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray when type.Nullable is ListType list:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    sum += OfJson(ref reader, list.ElementType);
                }

                return sum;
            case JsonTokenType.StartObject when type.Nullable is InputObjectType input:
                sum = CostWeights.Of(input.Directives) ?? 0;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var field = input.Fields.Find(reader.ValueSpan);
                    reader.Read();
                    if (field is null)
                    {
                        reader.Skip();
                        continue;
                    }

                    sum += reader.TokenType == JsonTokenType.Null ? 0 : CostWeights.Of(field) ?? 0;
                    sum += OfJson(ref reader, field.Type);
                }

                return sum;
            case JsonTokenType.Null:
                return 0;
            default:
                reader.Skip();
                return CostWeights.Of(type.Named.Directives) ?? 0;
        }
    }

    private CostNode OfLiteral(ValueNode value, SchemaType type, double weight) => value switch
    {
        NullValueNode => ConstantCost.Zero,
        VariableNode variable => new VariableInputCost(variables.IndexOf(variable.Name), type, weight),
        ListValueNode list when type.Nullable is ListType items => CostNode.Sum(
            [ConstantCost.Of(weight), .. list.Values.Select(item => OfLiteral(item, items.ElementType, 0))]),
        ObjectValueNode fields when type.Named is InputObjectType input => CostNode.Sum(
        [
            ConstantCost.Of(weight + (CostWeights.Of(input.Directives) ?? 0)),
            .. fields.Fields.Select(field => input.Fields.Find(field.Name.Utf8) is { } definition
                ? OfLiteral(field.Value, definition.Type, CostWeights.Of(definition) ?? 0)
                : ConstantCost.Zero),
        ]),
        _ => ConstantCost.Of(weight + (CostWeights.Of(type.Named.Directives) ?? 0)),
    };

    private bool Weighs(InputValueDefinition input) => CostWeights.Of(input) is not null || Weighs(input.Type.Named);

    /// <summary>Whether the type, or one that it can hold, has a weight.</summary>
    private bool Weighs(NamedType type)
    {
        if (_weighs.TryGetValue(type, out var weighs))
        {
            return weighs;
        }

        var reached = new List<NamedType> { type };
        var seen = new HashSet<NamedType>(reached);
        for (var index = 0; index < reached.Count && !weighs; index++)
        {
            weighs = CostWeights.Of(reached[index].Directives) is not null;
            foreach (var field in (reached[index] as InputObjectType)?.Fields ?? MemberMap<InputValueDefinition>.Empty)
            {
                weighs |= CostWeights.Of(field) is not null;
                if (seen.Add(field.Type.Named))
                {
                    reached.Add(field.Type.Named);
                }
            }
        }

        return _weighs[type] = weighs;
    }
}
