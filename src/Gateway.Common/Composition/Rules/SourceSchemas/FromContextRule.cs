using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>An argument filled from a context names one that is set, and fields that its types have.</summary>
/// <remarks>
/// Source: Apollo Federation 2.8 NO_CONTEXT_REFERENCED, CONTEXT_NOT_SET, NO_SELECTION_FOR_CONTEXT,
/// CONTEXT_INVALID_SELECTION.
/// </remarks>
internal static class FromContextRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in ContextFields.Uses(facts))
        {
            var (code, fault) = Fault(facts, use, [.. ContextFields.SettingTypes(facts, use.Context)]);
            if (code is not null)
            {
                errors.Add(
                    code, facts, use.Coordinate, $"@fromContext on {use.Coordinate} cannot be used: {fault}.", use.At);
            }
        }
    }

    private static (string? Code, string Fault) Fault(SourceFacts facts, ContextUse use, NamedType[] types)
    {
        if (use.Context.Length == 0)
        {
            return (CompositionErrorCodes.NoContextReferenced, "it names no context; write \"$name { field }\"");
        }

        if (types.Length == 0)
        {
            return (
                CompositionErrorCodes.ContextNotSet, $"no type sets the context {use.Context}; add @context to one");
        }

        if (use.Selection is not { } selection)
        {
            return (CompositionErrorCodes.NoSelectionForContext, "it selects nothing; write \"$name { field }\"");
        }

        if (use.Argument.DefaultValue is not null)
        {
            return (CompositionErrorCodes.ContextInvalidSelection, "the argument has a default; remove it");
        }

        var fault = types.Select(type => Fault(facts, type, selection, use.Argument.Type))
            .FirstOrDefault(found => found is not null);
        return fault is null ? default : (CompositionErrorCodes.ContextInvalidSelection, fault);
    }

    private static string? Fault(SourceFacts facts, NamedType type, FieldSet selection, SchemaType wanted)
    {
        if (ContextFields.SelectionOn(facts.Schema, selection, type) is not { } own)
        {
            return $"it selects nothing of {type.Name}; add a fragment on it";
        }

        return SelectionFaults.Find(facts.Schema, ContextFields.Taken(type, own)) is [var fault, ..]
            ? $"{fault}; select what the type has"
            : TypeOf((ComplexType)type, own.Selection) is not { } given
            ? "it selects other than one field at each step; select one"
            : Fits(given, wanted) ? null
            : $"of {type.Name} it gives {given}, which an argument of type {wanted} does not take";
    }

    /// <summary>The type of the one value that is selected, with the lists and nulls of the way to it.</summary>
    /// <returns>Null where it is not one value.</returns>
    private static SchemaType? TypeOf(ComplexType type, SelectionSetNode set)
    {
        if (set.Selections is not [FieldNode node] || type.Fields.Find(node.Name.Utf8) is not { } field)
        {
            return null;
        }

        return node.SelectionSet is not { } below ? field.Type
            : field.Type.Named is ComplexType inner && TypeOf(inner, below) is { } given ? Around(field.Type, given)
            : null;
    }

    private static SchemaType Around(SchemaType outer, SchemaType inner) => outer switch
    {
        NonNullType { Nullable: ListType list } => new NonNullType(new ListType(Around(list.ElementType, inner))),
        ListType list => new ListType(Around(list.ElementType, inner)),
        NonNullType => inner,
        _ => inner.Nullable,
    };

    private static bool Fits(SchemaType given, SchemaType wanted) =>
        (given.IsNonNull || !wanted.IsNonNull)
        && (given.Nullable, wanted.Nullable) switch
        {
            (ListType from, ListType to) => Fits(from.ElementType, to.ElementType),
            (NamedType from, NamedType to) => from.Name == to.Name,
            _ => false,
        };
}
