using System.Text;
using Gateway.Common.Language;

namespace Shop.Reviews;

/// <summary>The contract's types with what Federation adds to every subgraph, by name.</summary>
/// <remarks>Source: Apollo Federation subgraph specification.</remarks>
internal sealed class SubgraphSchema
{
    public const string EntitiesField = "_entities";

    private const string Federation = """
        scalar _Any
        union _Entity = Review | Product | Customer
        type _Service { sdl: String! }
        extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
        """;

    private readonly Dictionary<string, Dictionary<string, FieldDefinitionNode>> _objects = [];
    private readonly Dictionary<string, InputObjectTypeDefinitionNode> _inputs = [];
    private readonly Dictionary<string, string[]> _unions = [];

    private SubgraphSchema(string sdl)
    {
        Sdl = sdl;
        foreach (DefinitionNode definition in Parser.Parse(sdl + Federation).Definitions)
        {
            if (definition is InputObjectTypeDefinitionNode input) _inputs.Add(input.Name.Value, input);
            if (definition is UnionTypeDefinitionNode union)
                _unions.Add(union.Name.Value, [.. union.Members.Select(member => member.Name.Value)]);
            if (definition is not ObjectTypeDefinitionNode type) continue;
            if (!_objects.TryGetValue(type.Name.Value, out var fields)) _objects[type.Name.Value] = fields = [];
            foreach (FieldDefinitionNode field in type.Fields) fields.Add(field.Name.Value, field);
        }
    }

    public static SubgraphSchema Instance { get; } = new(Encoding.UTF8.GetString(Contract.Read("reviews.graphql")));

    /// <summary>The contract's text, which <c>_service</c> tells.</summary>
    public string Sdl { get; }

    public FieldDefinitionNode? Field(string type, string field) =>
        _objects.TryGetValue(type, out var fields) ? fields.GetValueOrDefault(field) : null;

    public InputObjectTypeDefinitionNode? Input(string type) => _inputs.GetValueOrDefault(type);

    /// <summary>Whether values of the type have fields, so that a selection must say which.</summary>
    public bool IsComposite(string type) => _objects.ContainsKey(type) || _unions.ContainsKey(type);

    /// <summary>Whether a value of the object type is one of the other type, an object type or a union.</summary>
    public bool IsOf(string objectType, string type) =>
        objectType == type || (_unions.TryGetValue(type, out string[]? members) && members.Contains(objectType));

    public static string NameOf(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => NameOf(nonNull.NullableType),
        ListTypeNode list => NameOf(list.ElementType),
        _ => ((NamedTypeNode)type).Name.Value,
    };

    public static string RootTypeOf(OperationType operation) => operation.ToString();
}
