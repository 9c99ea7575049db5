using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Rest.Calls;

internal enum InputKind : byte
{
    /// <summary>JSON that is sent as it is.</summary>
    Leaf,
    Base64,

    /// <summary>A file that came with the request; the value only stands for it.</summary>
    File,
    Enum,
    List,
    Object,

    /// <summary>A list of entries that is an object on the wire.</summary>
    Map,

    /// <summary>An object of one member that is not there on the wire.</summary>
    OneOf,
}

/// <summary>How values of an input type are written for the wire.</summary>
/// <remarks>Shape: a graph, cyclic where types are; complete and immutable once compiled.</remarks>
internal sealed class InputPlan(InputKind kind)
{
    public InputKind Kind { get; } = kind;

    /// <summary>Of a list its elements' plan, of a map its values'.</summary>
    public InputPlan? Element { get; set; }

    public EnumWire? Enum { get; init; }

    /// <summary>Of an object, by GraphQL name.</summary>
    public Utf8Map<InputFieldPlan>? Fields { get; set; }

    /// <summary>All of <see cref="Fields"/>.</summary>
    public IReadOnlyList<InputFieldPlan> AllFields { get; set; } = [];

    /// <summary>Whether the wire's JSON is the argument's own.</summary>
    public bool IsIdentity { get; set; }
}

/// <param name="name">GraphQL's, bare.</param>
/// <param name="wireName">The wire's, bare.</param>
/// <param name="isAdditional">Whether its entries are properties of the object that holds it.</param>
internal sealed class InputFieldPlan(byte[] name, string wireName, InputPlan plan, bool isAdditional)
{
    public byte[] Name { get; } = name;

    public string WireName { get; } = wireName;

    /// <summary>The wire's name as JSON, with its colon.</summary>
    public byte[] Prefix { get; } = [.. EnumWire.Quote(wireName), (byte)':'];

    public InputPlan Plan { get; } = plan;

    public bool IsAdditional { get; } = isAdditional;
}

/// <summary>Compiles input types; one for each call, so that recursive types end.</summary>
internal sealed class InputPlanCompiler
{
    private static readonly InputPlan Leaf = new(InputKind.Leaf) { IsIdentity = true };
    private static readonly InputPlan Base64 = new(InputKind.Base64) { IsIdentity = true };
    private static readonly InputPlan File = new(InputKind.File) { IsIdentity = true };

    private readonly Dictionary<NamedType, InputPlan> _plans = [];

    public InputPlan Compile(SchemaType type)
    {
        var plan = CompileType(type);
        plan.IsIdentity = IsIdentity(plan);
        return plan;
    }

    private InputPlan CompileType(SchemaType type)
    {
        if (type.Nullable is not ListType list)
        {
            return CompileNamed(type.Named);
        }

        return list.ElementType.Nullable is InputObjectType entry && entry.HasDirective("mapEntry"u8)
            ? new InputPlan(InputKind.Map) { Element = CompileType(entry.Fields.Find("value")!.Type) }
            : new InputPlan(InputKind.List) { Element = CompileType(list.ElementType) };
    }

    private InputPlan CompileNamed(NamedType type)
    {
        if (_plans.TryGetValue(type, out var known))
        {
            return known;
        }

        switch (type)
        {
            case EnumType @enum:
                return _plans[type] = new InputPlan(InputKind.Enum) { Enum = new EnumWire(@enum) };
            case InputObjectType input:
                var plan = new InputPlan(input.IsOneOf ? InputKind.OneOf : InputKind.Object);
                _plans.Add(type, plan);
                plan.AllFields = [.. input.Fields.Select(CompileField)];
                plan.Fields = new Utf8Map<InputFieldPlan>([.. plan.AllFields], static field => field.Name);
                return plan;
            default:
                return type.Name == NamedScalars.Base64 ? Base64 : type.Name == UploadScalar.Name ? File : Leaf;
        }
    }

    private InputFieldPlan CompileField(InputValueDefinition field) =>
        new(field.Utf8Name, WireName.Of(field), CompileType(field.Type), field.HasDirective("additional"u8));

    /// <summary>Whether nothing below is renamed or reshaped.</summary>
    private static bool IsIdentity(InputPlan root)
    {
        var seen = new HashSet<InputPlan>();
        var open = new Stack<InputPlan>([root]);
        while (open.TryPop(out var plan))
        {
            if (!seen.Add(plan))
            {
                continue;
            }

            if (plan.Kind is InputKind.Map or InputKind.OneOf || plan.Enum is { Renames: true })
            {
                return false;
            }

            if (plan.Element is not null)
            {
                open.Push(plan.Element);
            }

            foreach (var field in plan.AllFields)
            {
                if (field.IsAdditional || !field.Name.AsSpan().SequenceEqual(field.Prefix.AsSpan()[1..^2]))
                {
                    return false;
                }

                open.Push(field.Plan);
            }
        }

        return true;
    }
}
