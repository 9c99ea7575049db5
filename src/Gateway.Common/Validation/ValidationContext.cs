using System.Runtime.CompilerServices;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation;

/// <summary>
/// What rules share during one validation: the schema, the facts of the document, errors, the budget.
/// </summary>
internal sealed class ValidationContext(GraphQLSchema schema, DocumentNode document, ValidationOptions options)
{
    /// <summary>Places named by one error; finding a place takes a look at all that stands before it.</summary>
    private const int LocationsMax = 100;

    private readonly List<ValidationError> _errors = [];
    private readonly Dictionary<Name, DefinitionFacts> _fragmentsByName = [];
    private int _workLeft = options.WorkMax;
    private int _reachStamp;

    public GraphQLSchema Schema { get; } = schema;

    public DocumentNode Document { get; } = document;

    public ValidationOptions Options { get; } = options;

    public IReadOnlyList<ValidationError> Errors => _errors;

    /// <summary>Units of work done so far.</summary>
    public int WorkDone => Options.WorkMax - _workLeft;

    public List<DefinitionFacts> Operations { get; } = [];

    /// <summary>In document order, those with equal names too.</summary>
    public List<DefinitionFacts> Fragments { get; } = [];

    /// <summary>Every fragment spread with the type it stands on, null where that is unknown.</summary>
    public List<(FragmentSpreadNode Spread, NamedType? Parent)> SpreadSites { get; } = [];

    /// <summary>Labels of <c>@defer</c> and <c>@stream</c>, with the first directive that has each.</summary>
    public Dictionary<string, DirectiveNode> Labels => field ??= [];

    public SelectionTable Selections { get; } = new();

    /// <summary>The last of that name, as execution would take it; null when there is none.</summary>
    public DefinitionFacts? FindFragment(Name name) => _fragmentsByName.GetValueOrDefault(name);

    public void AddFragment(DefinitionFacts fragment)
    {
        Fragments.Add(fragment);
        _fragmentsByName[fragment.Fragment!.Name] = fragment;
    }

    /// <summary>Takes from the work budget; past it the document is refused.</summary>
    public void Charge(int work = 1)
    {
        if (work <= _workLeft)
        {
            _workLeft -= work;
        }
        else
        {
            _errors.Add(new ValidationError(
                ValidationCodes.ValidationBudgetExceeded,
                "The document takes more work to validate than is granted to one document.",
                [new SourceLocation(1, 1)]));
            throw new ValidationStoppedException();
        }
    }

    /// <summary>Stops where a recursion over fragments would outgrow the thread's stack.</summary>
    public void GuardStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Charge(int.MaxValue);
        }
    }

    public void Report(string code, string message, SyntaxNode node) => Report(code, message, [node.Span.Start]);

    public void Report(string code, string message, SyntaxNode first, SyntaxNode second) =>
        Report(code, message, [first.Span.Start, second.Span.Start]);

    /// <param name="code">A member of <see cref="ValidationCodes"/>.</param>
    /// <param name="message">Text for people.</param>
    /// <param name="offsets">Bytes; every place that takes part.</param>
    public void Report(string code, string message, ReadOnlySpan<int> offsets)
    {
        var locations = new SourceLocation[Math.Min(offsets.Length, LocationsMax)];
        for (var index = 0; index < locations.Length; index++)
        {
            locations[index] = SourceLocation.Of(Document.Source.Span, offsets[index]);
        }

        _errors.Add(new ValidationError(code, message, locations));
        if (_errors.Count >= Options.ErrorsMax)
        {
            throw new ValidationStoppedException();
        }
    }

    /// <summary>The definition itself and every fragment it reaches, each once.</summary>
    public List<DefinitionFacts> Reach(DefinitionFacts definition)
    {
        var stamp = ++_reachStamp;
        var reached = new List<DefinitionFacts> { definition };
        definition.Stamp = stamp;
        for (var index = 0; index < reached.Count; index++)
        {
            foreach (var spread in reached[index].Spreads)
            {
                Charge();
                if (FindFragment(spread.Name) is { } fragment && fragment.Stamp != stamp)
                {
                    fragment.Stamp = stamp;
                    reached.Add(fragment);
                }
            }
        }

        return reached;
    }
}
