using System.Text.Json.Nodes;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Testing.Differential;

/// <summary>An operation with values for its variables.</summary>
internal sealed record MadeOperation(DocumentNode Document, JsonObject Variables)
{
    public string Text => Printer.Print(Document);
}

/// <summary>Makes valid operations at random.</summary>
internal sealed class OperationMaker
{
    private const int AttemptsMax = 50;
    private const int DepthMax = 6;
    private const int FieldsMax = 40;

    private readonly GraphQLSchema _schema;
    private readonly Random _random;
    private readonly ValueMaker _values;
    private readonly List<DefinitionNode> _fragments = [];
    private int _left = FieldsMax;

    private OperationMaker(GraphQLSchema schema, RootLookups lookups, Random random)
    {
        _schema = schema;
        _random = random;
        _values = new ValueMaker(lookups, random);
    }

    public static MadeOperation Make(GraphQLSchema schema, RootLookups lookups, Random random)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var made = new OperationMaker(schema, lookups, random).Make();
            if (IsValid(schema, made))
            {
                return made;
            }
        }

        throw new InvalidOperationException("No attempt made a valid operation.");
    }

    public static bool IsValid(GraphQLSchema schema, MadeOperation made) =>
        DocumentValidator.Validate(schema, Parser.Parse(made.Text)).Count == 0;

    private MadeOperation Make()
    {
        var isMutation = _schema.MutationType is not null && _random.Next(6) == 0;
        var root = isMutation ? _schema.MutationType! : _schema.QueryType!;
        var set = Set(root, 0);
        var operation = new OperationDefinitionNode(
            null,
            isMutation ? OperationType.Mutation : OperationType.Query,
            null,
            [.. _values.Definitions],
            [],
            set,
            false,
            default);
        var document = new DocumentNode([], [operation, .. _fragments], default);
        return new MadeOperation(Parser.Parse(Printer.Print(document)), _values.Values);
    }

    private SelectionSetNode Set(NamedType type, int depth)
    {
        var count = 1 + _random.Next(depth == 0 ? 3 : 5);
        var selections = new List<SelectionNode>();
        for (var index = 0; index < count; index++)
        {
            if (Selection(type, depth) is { } selection)
            {
                selections.Add(selection);
            }
        }

        if (selections.Count == 0)
        {
            selections.Add(new FieldNode(null, new Name("__typename"), [], [], null, default));
        }

        return new SelectionSetNode([.. selections], default);
    }

    private SelectionNode? Selection(NamedType type, int depth)
    {
        var fields = (type as ComplexType)?.Fields
            .Where(field => depth < DepthMax || field.Type.Named.IsLeaf).ToArray();
        var choice = _random.Next(20);
        if (choice == 0 && depth > 0)
        {
            return new FieldNode(Alias(), new Name("__typename"), [], Conditions(), null, default);
        }

        if (_left-- <= 0)
        {
            return null;
        }

        return choice < 4 || fields is not { Length: > 0 }
            ? Fragment(type, depth)
            : Field(fields[_random.Next(fields.Length)], depth);
    }

    private FieldNode Field(FieldDefinition field, int depth) => new(
        Alias(),
        new Name(field.Name),
        _values.Arguments(field),
        Conditions(),
        field.Type.Named.IsComposite ? Set(field.Type.Named, depth + 1) : null,
        default);

    private SelectionNode Fragment(NamedType type, int depth)
    {
        var overlapping = _schema.Types.Where(other => other.IsComposite
            && !other.Name.StartsWith("__", StringComparison.Ordinal)
            && Overlaps(other, type)).ToArray();
        var condition = overlapping[_random.Next(overlapping.Length)];
        var on = new NamedTypeNode(new Name(condition.Name), default);
        var set = Set(condition, depth);
        if (_random.Next(3) > 0)
        {
            return new InlineFragmentNode(
                condition == type && _random.Next(2) == 0 ? null : on, Conditions(), set, default);
        }

        var name = new Name($"F{_fragments.Count}");
        _fragments.Add(new FragmentDefinitionNode(null, name, on, [], set, default));
        return new FragmentSpreadNode(name, Conditions(), default);
    }

    private bool Overlaps(NamedType left, NamedType right) =>
        _schema.PossibleTypes(left).ToArray().Intersect(_schema.PossibleTypes(right).ToArray()).Any();

    private Name? Alias() => _random.Next(8) == 0 ? new Name($"a{_random.Next(4)}") : null;

    private DirectiveNode[] Conditions() => _random.Next(8) > 0
        ? []
        :
        [
            new DirectiveNode(
                new Name(_random.Next(2) == 0 ? "skip" : "include"),
                [new ArgumentNode(new Name("if"), _values.Flag(), default)],
                default),
        ];
}

/// <summary>Makes arguments, and the variables that they take.</summary>
internal sealed class ValueMaker(RootLookups lookups, Random random)
{
    private const int DepthMax = 3;

    private readonly List<VariableDefinitionNode> _definitions = [];

    public IReadOnlyList<VariableDefinitionNode> Definitions => _definitions;

    public JsonObject Values { get; } = [];

    /// <summary>A literal, or one of three variables.</summary>
    public ValueNode Flag()
    {
        var number = random.Next(5);
        if (number > 2)
        {
            return new BooleanValueNode(number == 3, default);
        }

        var name = $"b{number}";
        if (!Values.ContainsKey(name))
        {
            _definitions.Add(Definition(name, "Boolean!", null));
            Values.Add(name, random.Next(2) == 0);
        }

        return Variable(name);
    }

    public ArgumentNode[] Arguments(FieldDefinition field)
    {
        var arguments = new List<ArgumentNode>();
        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired || random.Next(5) < 3)
            {
                var keys = lookups.KeysOf(field.Name, argument.Name);
                var value = keys.Count > 0 && random.Next(4) > 0
                    ? ToLiteral(argument.Type, keys[random.Next(keys.Count)])!
                    : Literal(argument.Type, 0, argument.DefaultValue is not null);
                arguments.Add(new ArgumentNode(new Name(argument.Name), value, default));
            }
        }

        return [.. arguments];
    }

    private ValueNode Literal(SchemaType type, int depth, bool hasDefault)
    {
        if (random.Next(4) == 0)
        {
            return NewVariable(type, hasDefault);
        }

        if (!type.IsNonNull && random.Next(6) == 0)
        {
            return new NullValueNode(default);
        }

        return type.Nullable switch
        {
            ListType list => new ListValueNode(
                [.. Enumerable.Range(0, random.Next(3)).Select(_ => Literal(list.ElementType, depth + 1, false))],
                default),
            InputObjectType input => new ObjectValueNode(
                [.. Given(input, depth).Select(field => new ObjectFieldNode(
                    new Name(field.Name), Literal(field.Type, depth + 1, field.DefaultValue is not null), default))],
                default),
            EnumType { Values: var values } =>
                new EnumValueNode(new Name(values[random.Next(values.Count)].Name), default),
            var leaf => Parser.ParseConstValue(Scalar(leaf.Named).ToJsonString()),
        };
    }

    private VariableNode NewVariable(SchemaType type, bool hasDefault)
    {
        var name = $"v{_definitions.Count}";
        // A nullable variable fits a non-null place that has a default, as long as its value is not null.
        var isNonNull = type.IsNonNull && !(hasDefault && random.Next(2) == 0);
        var written = isNonNull ? type.ToString()! : type.Nullable.ToString()!;
        ValueNode? otherwise = null;
        if (random.Next(4) == 0 && ToLiteral(type.Nullable, Json(type.Nullable, 0)) is { } made)
        {
            otherwise = made;
        }

        _definitions.Add(Definition(name, written, otherwise));
        if ((isNonNull && otherwise is null) || random.Next(4) > 0)
        {
            Values.Add(name, type.IsNonNull || random.Next(6) > 0 ? Json(type.Nullable, 0) : null);
        }

        return Variable(name);
    }

    private JsonNode? Json(SchemaType type, int depth) => type.Nullable switch
    {
        ListType list => new JsonArray(
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Json(list.ElementType, depth))]),
        InputObjectType input => new JsonObject(
            Given(input, depth).Select(field => KeyValuePair.Create(field.Name, Json(field.Type, depth + 1)))),
        EnumType values => values.Values[random.Next(values.Values.Count)].Name,
        var leaf => Scalar(leaf.Named),
    };

    private InputValueDefinition[] Given(InputObjectType input, int depth)
    {
        if (input.IsOneOf)
        {
            return [input.Fields[random.Next(input.Fields.Count)]];
        }

        return [.. input.Fields.Where(field => field.IsRequired || (depth < DepthMax && random.Next(2) == 0))];
    }

    private static ValueNode? ToLiteral(SchemaType type, JsonNode? value) => (value, type.Nullable) switch
    {
        (null, _) => new NullValueNode(default),
        (JsonArray list, ListType known) => new ListValueNode(
            [.. list.Select(element => ToLiteral(known.ElementType, element)!)], default),
        (JsonObject members, InputObjectType input) => new ObjectValueNode(
            [.. members.Select(member => new ObjectFieldNode(
                new Name(member.Key), ToLiteral(input.Fields.Find(member.Key)!.Type, member.Value)!, default))],
            default),
        (_, EnumType) => new EnumValueNode(new Name(value.GetValue<string>()), default),
        _ => Parser.ParseConstValue(value.ToJsonString()),
    };

    private JsonNode Scalar(NamedType type) => (type as ScalarType)?.Kind switch
    {
        ScalarKind.Int => random.Next(5),
        ScalarKind.Float => random.Next(5) + 0.5,
        ScalarKind.Boolean => random.Next(2) == 0,
        _ => $"s{random.Next(5)}",
    };

    private static VariableNode Variable(string name) => new(new Name(name), default);

    private static VariableDefinitionNode Definition(string name, string type, ValueNode? otherwise) =>
        new(null, Variable(name), Parser.ParseType(type), otherwise, [], default);
}
