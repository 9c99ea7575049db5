using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>Compiles an operation's selections into a cost expression.</summary>
/// <remarks>Recursion is as deep as the document's fields nest, which the limits on documents bound.</remarks>
internal sealed class CostCompiler(
    GraphQLSchema schema, DocumentNode document, VariableSet variables, CostOptions options)
{
    private readonly SelectionGroups _groups = new(schema, document, variables);
    private readonly InputWeights _inputs = new(variables);
    private List<ValidationError>? _errors;

    public IReadOnlyList<ValidationError> Errors => _errors ?? (IReadOnlyList<ValidationError>)[];

    public CostNode Compile(OperationDefinitionNode operation) =>
        schema.RootType(operation.Operation) is { } root
            ? CompileSet(root, operation.SelectionSet, null, [])
            : ConstantCost.Zero;

    /// <param name="type">Of the object that the selections are on.</param>
    /// <param name="first">Merged with the others.</param>
    /// <param name="more">The others; null for none.</param>
    /// <param name="sized">Fields that have a size from above.</param>
    private CostNode CompileSet(
        NamedType type, SelectionSetNode first, List<SelectionSetNode>? more, IReadOnlyList<SizedField> sized)
    {
        using var collected = _groups.Of(type, first, more);
        var groups = collected.Groups;
        var always = Sum(groups, on: null, sized, out var others);
        return others == 0 ? always : CostNode.Sum([always, CompileAlternatives(groups, sized)]);
    }

    /// <summary>What only objects of one type answer: of the types the dearest counts.</summary>
    private CostNode CompileAlternatives(ReadOnlySpan<SelectionGroup> groups, IReadOnlyList<SizedField> sized)
    {
        var seen = new HashSet<ObjectType>();
        var alternatives = new List<CostNode>();
        foreach (ref readonly var group in groups)
        {
            if (group.On is { } on && seen.Add(on))
            {
                alternatives.Add(Sum(groups, on, sized, out _));
            }
        }

        return CostNode.Largest(alternatives);
    }

    /// <param name="groups">Of an object.</param>
    /// <param name="on">Those of that type are added; null: those of every type.</param>
    /// <param name="sized">Fields that have a size from above.</param>
    /// <param name="others">How many are not.</param>
    private CostNode Sum(
        ReadOnlySpan<SelectionGroup> groups, ObjectType? on, IReadOnlyList<SizedField> sized, out int others)
    {
        others = 0;
        var sum = default(CostSum);
        foreach (ref readonly var group in groups)
        {
            if (group.On == on)
            {
                sum.Add(Compile(group, sized));
            }
            else
            {
                others++;
            }
        }

        return sum.ToNode();
    }

    private CostNode Compile(in SelectionGroup group, IReadOnlyList<SizedField> sized)
    {
        var cost = CompileField(group, sized);
        foreach (var (variable, isInclude) in group.Conditions)
        {
            cost = new ConditionalCost(variable, isInclude, cost);
        }

        return cost;
    }

    private CostNode CompileField(in SelectionGroup group, IReadOnlyList<SizedField> sized)
    {
        var field = group.Field;
        var definition = group.Definition;
        var type = definition.Type.Named;
        var each = default(CostSum);
        if (BuiltIn.IsIntrospectionType(type.Name))
        {
            each.Add(type.IsComposite ? 1 : 0);
            each.Add(Below(type, group, []));
            return each.ToNode();
        }

        var directive = ListSizeDirective.Of(definition, group.Parent, schema);
        var size = SizeOf(field, definition, directive);
        var handed = SizedField.Below(sized, definition.Name);
        var below = directive is { SizedFields.Count: > 0 }
            ? [.. handed, .. directive.SizedFields.Select(path => new SizedField(path, size))]
            : handed;
        each.Add(CostWeights.Of(definition, group.Parent, schema));
        each.Add(Below(type, group, below));
        var all = default(CostSum);
        all.Add(Times(
            definition.Type, SizedField.Find(sized, definition.Name) ?? OwnSize(directive, size), each.ToNode()));
        all.Add(_inputs.Of(field.Arguments, definition));
        return all.ToNode();
    }

    private CostNode Below(NamedType type, in SelectionGroup group, IReadOnlyList<SizedField> sized) =>
        group.FirstSet is { } first ? CompileSet(type, first, group.MoreSets, sized) : ConstantCost.Zero;

    /// <summary>A directive that sizes the fields below says nothing of the field itself.</summary>
    private ListSize OwnSize(ListSizeDirective? directive, ListSize size) =>
        directive is { SizedFields.Count: > 0 } ? Assumed : size;

    private ListSize Assumed { get; } = new(options.ListSizeAssumed, null, []);

    private CostNode Times(SchemaType type, ListSize size, CostNode each)
    {
        var nesting = 0;
        for (var nullable = type.Nullable; nullable is ListType list; nullable = list.ElementType.Nullable)
        {
            nesting++;
        }

        return nesting == 0
            ? each
            : CostNode.Times(size.Nested(Math.Pow(options.ListSizeAssumed, nesting - 1)), each);
    }

    private ListSize SizeOf(FieldNode field, FieldDefinition definition, ListSizeDirective? directive)
    {
        if (directive is null)
        {
            return Assumed;
        }

        var slicing = new SlicingSize(variables);
        foreach (var path in directive.SlicingArguments)
        {
            slicing.Add(field, definition, path);
        }

        var isOne = slicing.GivenCount == 1 || (slicing.GivenCount == 0 && slicing.HasSize);
        if (directive.RequiresOneSlicingArgument && !isOne)
        {
            (_errors ??= []).Add(new ValidationError(
                ValidationCodes.SlicingArgumentInvalid,
                $"\"{definition.Coordinate}\" needs exactly one of its slicing arguments.",
                [SourceLocation.Of(document.Source.Span, field.Span.Start)]));
        }

        return slicing.ToListSize(directive.AssumedSize ?? options.ListSizeAssumed);
    }
}

/// <summary>A field below that has its size from a <c>@listSize</c> above.</summary>
/// <param name="Path">Fields on the way to it, itself last.</param>
/// <param name="Size">Its size.</param>
internal sealed record SizedField(string[] Path, ListSize Size)
{
    public static ListSize? Find(IReadOnlyList<SizedField> sized, string name) =>
        sized.Count == 0 ? null : FindAny(sized, name);

    private static ListSize? FindAny(IReadOnlyList<SizedField> sized, string name) =>
        sized.FirstOrDefault(field => field.Path is [var only] && only == name)?.Size;

    /// <summary>Those that lie further down, below a field.</summary>
    public static IReadOnlyList<SizedField> Below(IReadOnlyList<SizedField> sized, string name) =>
        sized.Count == 0 ? [] : BelowAny(sized, name);

    private static IReadOnlyList<SizedField> BelowAny(IReadOnlyList<SizedField> sized, string name) =>
        [.. sized.Where(field => field.Path.Length > 1 && field.Path[0] == name)
            .Select(static field => field with { Path = field.Path[1..] })];
}
