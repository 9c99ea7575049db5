using Gateway.Common.Language;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema;

/// <summary>The variables of one operation, made ready once for all its requests.</summary>
/// <remarks>Immutable. Indexes are positions among the operation's variable definitions.</remarks>
public sealed class VariableSet
{
    private readonly VariableDefinition[] _variables;
    private readonly Utf8Map<VariableDefinition> _byName;

    private VariableSet(VariableDefinition[] variables)
    {
        _variables = variables;
        _byName = new Utf8Map<VariableDefinition>(variables, static variable => variable.Utf8Name);
    }

    public static VariableSet Empty { get; } = new([]);

    public int Count => _variables.Length;

    public VariableDefinition this[int index] => _variables[index];

    public IReadOnlyList<VariableDefinition> Variables => _variables;

    /// <summary>Resolves the types and coerces the defaults of a valid operation's variables.</summary>
    /// <exception cref="InputCoercionException">
    /// The operation is not valid: a type is unknown or no input type.
    /// </exception>
    public static VariableSet Compile(OperationDefinitionNode operation, GraphQLSchema schema) =>
        operation.VariableDefinitions.Count == 0
            ? Empty
            : new VariableSet([.. operation.VariableDefinitions.Select(
                (node, index) => new VariableDefinition(index, node, Resolve(node, schema)))]);

    public VariableDefinition? Find(ReadOnlySpan<byte> utf8Name) => _byName.Find(utf8Name);

    public int IndexOf(Name name) => _byName.Find(name.Utf8)?.Index ?? -1;

    private static SchemaType Resolve(VariableDefinitionNode node, GraphQLSchema schema) =>
        schema.ResolveType(node.Type) is { Named.IsInput: true } type
            ? type
            : throw new InputCoercionException($"The variable \"${node.Variable.Name}\" has no input type.");
}
