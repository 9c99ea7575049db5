using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>An argument filled from a context names one that is set, and fields that its types have.</summary>
/// <remarks>
/// Source: Apollo Federation 2.8 NO_CONTEXT_REFERENCED, CONTEXT_NOT_SET, NO_SELECTION_FOR_CONTEXT,
/// CONTEXT_INVALID_SELECTION. That fetches are not planned by it yet is a warning of our own.
/// </remarks>
internal static class FromContextRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in ContextFields.Uses(facts))
        {
            var (code, fault) = Fault(facts, use, [.. facts.Setters[use.Context]]);
            if (code is not null)
            {
                errors.Add(
                    code, facts, use.Coordinate, $"@fromContext on {use.Coordinate} cannot be used: {fault}.", use.At);
                continue;
            }

            errors.AddWarning(
                CompositionErrorCodes.FromContextUnsupported, facts, use.Coordinate,
                $"{use.Coordinate} is filled from a context, which is not planned yet: it is never given.", use.At);
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

        var fault = types.Select(type => Fault(facts, type, selection)).FirstOrDefault(found => found is not null);
        return fault is null ? default : (CompositionErrorCodes.ContextInvalidSelection, fault);
    }

    private static string? Fault(SourceFacts facts, NamedType type, FieldSet selection)
    {
        if (ContextFields.SelectionOn(facts.Schema, selection, type) is not { } own)
        {
            return $"it selects nothing of {type.Name}; add a fragment on it";
        }

        var use = new FieldSetUse(type.Name, type, null, type, default, null, own);
        return SelectionFaults.Find(facts.Schema, use) is [var fault, ..] ? $"{fault}; select what the type has"
            : own.Selection.Selections is not [FieldNode] ? "it selects more than one field; select one"
            : null;
    }
}
