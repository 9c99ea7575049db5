using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>How an input object becomes a message: compiled once, shared by types that refer to each other.</summary>
internal sealed class InputPlan
{
    private Utf8Map<InputFieldPlan> _fields = new([], static field => field.Name);

    private InputPlan()
    {
    }

    public InputFieldPlan? Find(ReadOnlySpan<byte> name) => _fields.Find(name);

    /// <summary>One plan for each argument, in their order.</summary>
    public static InputFieldPlan[] Compile(IEnumerable<InputValueDefinition> arguments)
    {
        var plans = new Dictionary<InputObjectType, InputPlan>();
        var waiting = new Queue<InputObjectType>();
        var result = arguments.Select(argument => new InputFieldPlan(argument, PlanOf)).ToArray();
        while (waiting.TryDequeue(out var type))
        {
            var fields = type.Fields.Select(field => new InputFieldPlan(field, PlanOf)).ToArray();
            plans[type]._fields = new Utf8Map<InputFieldPlan>(fields, static field => field.Name);
        }

        return result;

        InputPlan PlanOf(InputObjectType type)
        {
            if (!plans.TryGetValue(type, out var plan))
            {
                plans.Add(type, plan = new InputPlan());
                waiting.Enqueue(type);
            }

            return plan;
        }
    }
}

/// <summary>How one argument or input field is written.</summary>
internal sealed class InputFieldPlan
{
    public InputFieldPlan(InputValueDefinition definition, Func<InputObjectType, InputPlan> planOf)
    {
        var type = definition.Type.Named;
        Name = definition.Utf8Name;
        Text = definition.Name;
        Kind = GrpcDirectives.KindOf(definition, type);
        WireType = ProtoKinds.WireTypeOf(Kind);
        IsList = definition.Type.IsList;
        IsPacked = ProtoKinds.IsPackable(Kind) && GrpcDirectives.IsPacked(definition);
        Child = type is InputObjectType input ? planOf(input) : null;
        Enum = type is EnumType @enum ? new EnumNumbers(@enum) : null;
        AnyTypes = Kind == ProtoKind.Any ? AnyTypes.Of(type) : null;
        var number = GrpcDirectives.NumberOf(definition);
        IsOneof = number is null && type is InputObjectType { IsOneOf: true };
        Number = number ?? (IsOneof ? 0 : throw new SourceException(
            SourceErrorCodes.Failed, $"{definition.Name} needs @proto(number:) to be sent."));
    }

    /// <summary>Of a field that no GraphQL type says: in an Any.</summary>
    public InputFieldPlan(string text, int number, ProtoKind kind)
    {
        Name = System.Text.Encoding.UTF8.GetBytes(text);
        Text = text;
        Number = number;
        Kind = kind;
        WireType = ProtoKinds.WireTypeOf(kind);
    }

    public byte[] Name { get; }

    /// <summary>The name, for errors.</summary>
    public string Text { get; }

    public int Number { get; }

    public ProtoKind Kind { get; }

    public WireType WireType { get; }

    public bool IsList { get; init; }

    public bool IsPacked { get; init; }

    /// <summary>Not a field: its one field stands in the message around it.</summary>
    public bool IsOneof { get; }

    public InputPlan? Child { get; }

    public EnumNumbers? Enum { get; }

    /// <summary>What an Any may hold; null for other kinds.</summary>
    public AnyTypes? AnyTypes { get; init; }

    public SourceException Refused(string reason) =>
        new(SourceErrorCodes.InvalidArgument, $"The value for \"{Text}\" {reason}.");
}
