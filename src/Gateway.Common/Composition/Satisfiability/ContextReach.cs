using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Which contexts objects set, and which of them fields take values of.</summary>
/// <remarks>
/// The roots of mutations and subscriptions set none: asking them for it would be another operation. Source: Apollo
/// Federation 2.8, <c>@context</c> and <c>@fromContext</c>.
/// </remarks>
internal sealed class ContextReach
{
    private readonly Supergraph _supergraph;
    private readonly Dictionary<string, SortedSet<string>> _setBy = [];

    public ContextReach(Supergraph supergraph)
    {
        _supergraph = supergraph;
        var taking = supergraph.Schema.Types
            .SelectMany(type => supergraph.Find(type)?.Fields.Values ?? [])
            .SelectMany(static field => field.Sources)
            .SelectMany(static source => source.ContextArguments, static (source, use) => (source, use));
        var schema = supergraph.Schema;
        var setting = schema.Types.OfType<ObjectType>()
            .Where(type => type != schema.MutationType && type != schema.SubscriptionType)
            .ToArray();
        foreach (var (source, use) in taking)
        {
            foreach (var type in setting)
            {
                if (use.SelectionOf(type) is not null)
                {
                    Note(type.Name, NameOf(source, use));
                }
            }
        }
    }

    /// <summary>The contexts below an object: those that it sets, and those that are set above it.</summary>
    /// <param name="above">As <see cref="Position.Contexts"/>.</param>
    /// <param name="type">The object's.</param>
    public string Below(string above, ObjectType type) => !_setBy.TryGetValue(type.Name, out var own)
        ? above
        : string.Join(',', above.Split(',', StringSplitOptions.RemoveEmptyEntries).Union(own).Order());

    /// <summary>
    /// The first context that nothing above sets, of those that the field takes values of and those that fields take
    /// which it requires; null where there is none.
    /// </summary>
    /// <param name="type">The field's object.</param>
    /// <param name="field">As one source has it.</param>
    /// <param name="contexts">As <see cref="Position.Contexts"/>.</param>
    public string? FirstMissing(ObjectType type, FieldSource field, string contexts)
    {
        if (_setBy.Count == 0 && field.ContextArguments.Count == 0)
        {
            return null;
        }

        var required = field.RequiredArguments.Select(static argument => argument.Selection);
        return FirstMissing(field, contexts) ?? (field.Requires is { } requires ? required.Prepend(requires) : required)
            .Select(set => FirstMissing(type, set.Selection, contexts))
            .FirstOrDefault(static missing => missing is not null);
    }

    /// <summary>Of a selection, the fields that no source answers without a value of a context.</summary>
    private string? FirstMissing(NamedType type, SelectionSetNode set, string contexts) => set.Selections
        .Select(node => node switch
        {
            InlineFragmentNode { TypeCondition: { } on } fragment => FirstMissing(
                _supergraph.Schema.FindType(on.Name.Utf8) ?? type, fragment.SelectionSet, contexts),
            InlineFragmentNode fragment => FirstMissing(type, fragment.SelectionSet, contexts),
            FieldNode field => _supergraph.Schema.PossibleTypes(type).ToArray()
                .Select(possible => FirstMissing(possible, field, contexts))
                .FirstOrDefault(static missing => missing is not null),
            _ => null,
        })
        .FirstOrDefault(static missing => missing is not null);

    private string? FirstMissing(ObjectType type, FieldNode node, string contexts)
    {
        if (_supergraph.Find(type)?.Fields.GetValueOrDefault(node.Name.Value) is not { } field)
        {
            return null;
        }

        var missing = field.Sources.Where(static source => !source.IsExternal || source.IsKeyField)
            .Select(source => FirstMissing(source, contexts))
            .ToArray();
        return missing.Length > 0 && Array.TrueForAll(missing, static context => context is not null) ? missing[0]
            : node.SelectionSet is { } below
            ? FirstMissing(field.Definition.Type.Named, below, Below(contexts, type))
            : null;
    }

    private static string? FirstMissing(FieldSource field, string contexts)
    {
        if (field.ContextArguments.Count == 0)
        {
            return null;
        }

        var set = contexts.Split(',');
        return field.ContextArguments.FirstOrDefault(use => !set.Contains(NameOf(field, use)))?.Context;
    }

    private static string NameOf(FieldSource field, ContextArgument use) => $"{field.Source}:{use.Context}";

    private void Note(string type, string context)
    {
        if (!_setBy.TryGetValue(type, out var known))
        {
            _setBy.Add(type, known = new SortedSet<string>(StringComparer.Ordinal));
        }

        known.Add(context);
    }
}
