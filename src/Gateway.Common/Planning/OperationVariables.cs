using Gateway.Common.Language;
using Gateway.Common.Results;

namespace Gateway.Common.Planning;

/// <summary>A variable as sources are told of it.</summary>
/// <param name="Name">Without the dollar sign.</param>
/// <param name="Type">As written in the operation.</param>
/// <param name="Default">As written, or null.</param>
internal sealed record OperationVariable(string Name, TypeNode Type, ValueNode? Default);

/// <summary>
/// An operation's variables by index, and the conditions that <c>@skip</c> and <c>@include</c> make of them.
/// </summary>
internal sealed class OperationVariables
{
    // Most operations have neither: they are kept with every plan.
    private readonly Dictionary<Name, int>? _indexes;
    private SortedSet<int>? _conditions;

    public OperationVariables(OperationDefinitionNode operation)
    {
        var all = new OperationVariable[operation.VariableDefinitions.Count];
        _indexes = all.Length > 0 ? new Dictionary<Name, int>(all.Length) : null;
        for (var index = 0; index < all.Length; index++)
        {
            var definition = operation.VariableDefinitions[index];
            all[index] = new OperationVariable(
                definition.Variable.Name.Value, definition.Type, definition.DefaultValue);
            _indexes![definition.Variable.Name] = index;
        }

        All = all;
    }

    private OperationVariables() => All = [];

    /// <summary>For selections that no client wrote.</summary>
    public static OperationVariables None { get; } = new();

    public IReadOnlyList<OperationVariable> All { get; }

    /// <summary>
    /// Those that say whether something is skipped or included; complete once the operation is planned.
    /// </summary>
    public IReadOnlyCollection<int> Conditions => _conditions ?? (IReadOnlyCollection<int>)[];

    public int IndexOf(Name name) => _indexes![name];

    /// <summary>Adds the conditions of a selection's directives to those around it.</summary>
    /// <returns>False when a literal says that it is never selected.</returns>
    /// <remarks>Source: GraphQL §3.13.1 and §3.13.2.</remarks>
    public bool TryNarrow(
        IReadOnlyList<FetchCondition> outer,
        IReadOnlyList<DirectiveNode> directives,
        out IReadOnlyList<FetchCondition> narrowed)
    {
        narrowed = outer;
        for (var index = 0; index < directives.Count; index++)
        {
            var directive = directives[index];
            var include = directive.Name.Is("include"u8);
            if (!include && !directive.Name.Is("skip"u8))
            {
                continue;
            }

            switch (directive.Arguments.FirstOrDefault(argument => argument.Name.Is("if"u8))?.Value)
            {
                case BooleanValueNode literal when literal.Value != include:
                    return false;
                case VariableNode variable:
                    var condition = new FetchCondition(IndexOf(variable.Name), include);
                    (_conditions ??= []).Add(condition.Variable);
                    narrowed = narrowed.Contains(condition) ? narrowed : [.. narrowed, condition];
                    break;
            }
        }

        return true;
    }
}
