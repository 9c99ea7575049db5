using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation.Cost;

namespace Gateway.Common.Validation;

/// <summary>
/// What an operation may cost, as an expression over its variables: compiled once, evaluated per request.
/// </summary>
/// <remarks>
/// Source: IBM GraphQL Cost Directives (<c>@cost</c>, <c>@listSize</c>), with Apollo's reading of a field's weight: it
/// counts for each item of a list. Shape: fragments opened, equal selections merged; of object types that exclude each
/// other the dearest counts. Evaluating allocates nothing and looks at no syntax tree.
/// </remarks>
public sealed class OperationCost
{
    /// <summary>As good as endless.</summary>
    public const double Ceiling = 1e15;

    private readonly CostNode _root;

    private OperationCost(CostNode root, IReadOnlyList<ValidationError> errors)
    {
        _root = root;
        Errors = errors;
    }

    /// <summary>Fields with another number of slicing arguments than <c>@listSize</c> asks for.</summary>
    public IReadOnlyList<ValidationError> Errors { get; }

    /// <summary>Whether no variable changes it.</summary>
    public bool IsConstant => _root is ConstantCost;

    /// <param name="schema">With the directives that the sources and overlays gave.</param>
    /// <param name="document">Valid for the schema; its expanded size is bounded by the caller.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="variables">The operation's, compiled.</param>
    /// <param name="options">What counts where the schema says nothing.</param>
    public static OperationCost Compile(
        GraphQLSchema schema,
        DocumentNode document,
        OperationDefinitionNode operation,
        VariableSet variables,
        CostOptions? options = null)
    {
        var compiler = new CostCompiler(schema, document, variables, options ?? CostOptions.Default);
        var root = compiler.Compile(operation);
        return new OperationCost(root, compiler.Errors);
    }

    /// <summary>The estimate, from 0 to <see cref="Ceiling"/>.</summary>
    public double Evaluate(VariableValues variables) => Math.Clamp(_root.Evaluate(variables), 0, Ceiling);
}
