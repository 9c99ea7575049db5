using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Assembly;

/// <summary>What one source can do for one field.</summary>
internal static class FieldSources
{
    public static FieldSource Of(SourceFacts facts, FieldDefinition field, Overrides overrides)
    {
        var taken = overrides.Find(facts, field);
        var takes = facts.Find(field, Words.Override) is { } directive
            ? DirectiveArguments.Text(directive, "label"u8)
            : null;
        return new FieldSource
        {
            Source = facts.Index,
            Field = field,
            IsExternal = facts.IsExternal(field) || taken is { Label: null },
            IsKeyField = facts.IsKeyField(field),
            IsExtensionKey = facts.IsKeyField(field) && facts.IsExtension(field.DeclaringType),
            Requires = facts.FieldSetOf(field, Words.Requires),
            Provides = facts.FieldSetOf(field, Words.Provides),
            RequiredArguments = [.. RequiredArguments(facts, field)],
            ClaimArguments = [.. ClaimArguments(facts, field)],
            ContextArguments = [.. ContextArguments(facts, field)],
            IsBound = facts.IsBoundField(field),
            Link = FieldLinks.Read(facts, field),
            OverrideLabel = takes ?? taken?.Label,
            IsOverrideTarget = takes is not null,
        };
    }

    private static IEnumerable<RequiredArgument> RequiredArguments(SourceFacts facts, FieldDefinition field)
    {
        foreach (var argument in field.Arguments)
        {
            if (facts.Find(argument, Words.Require) is { } directive
                && DirectiveArguments.Text(directive, "field"u8) is { } text
                && SelectionMaps.Read(text) is { } map
                && SelectionMaps.SelectionOf(map) is { } selection)
            {
                yield return new RequiredArgument(argument, selection, map);
            }
        }
    }

    private static IEnumerable<ClaimArgument> ClaimArguments(SourceFacts facts, FieldDefinition field)
    {
        foreach (var argument in field.Arguments)
        {
            if (facts.Find(argument, Words.Claim) is { } directive
                && DirectiveArguments.Text(directive, "name"u8) is { } claim)
            {
                yield return new ClaimArgument(argument, claim);
            }
        }
    }

    private static IEnumerable<ContextArgument> ContextArguments(SourceFacts facts, FieldDefinition field)
    {
        foreach (var argument in field.Arguments)
        {
            if (ContextFields.Read(facts, field, argument) is not { Selection: { } selection } use)
            {
                continue;
            }

            var selections = new Dictionary<string, FieldSet>();
            foreach (var type in ContextFields.SettingTypes(facts, use.Context))
            {
                if (ContextFields.SelectionOn(facts.Schema, selection, type) is { } own)
                {
                    selections[facts.NameOf(type)] = own;
                }
            }

            yield return new ContextArgument(argument, use.Context, selections);
        }
    }
}
