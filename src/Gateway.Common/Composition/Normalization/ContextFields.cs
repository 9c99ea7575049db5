using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>An argument that is filled from an object further up.</summary>
/// <param name="Context">The name that <c>@context</c> gives to types further up.</param>
/// <param name="Selection">What it takes of the object, without the context's name; null where it is no selection.
/// </param>
internal sealed record ContextUse(
    string Coordinate,
    FieldDefinition Field,
    InputValueDefinition Argument,
    string Context,
    FieldSet? Selection,
    SyntaxReference At);

/// <summary>Reads <c>@context</c> and <c>@fromContext</c>.</summary>
/// <remarks>Source: Apollo Federation 2.8: <c>@fromContext(field: "$name { selection }")</c>.</remarks>
internal static class ContextFields
{
    /// <summary>The types that set each context.</summary>
    public static ILookup<string, NamedType> Setters(SourceFacts facts) => facts.Schema.Types
        .SelectMany(type => Names(facts, type), (type, name) => (type, name))
        .ToLookup(found => found.name, found => found.type);

    /// <summary>Whether an argument of the source takes a value of an object further up.</summary>
    public static bool AreUsed(SourceFacts facts)
    {
        foreach (var type in facts.Schema.Types)
        {
            foreach (var field in type is ComplexType complex ? complex.Fields : MemberMap<FieldDefinition>.Empty)
            {
                if (TakesValue(facts, field))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool TakesValue(SourceFacts facts, FieldDefinition field)
    {
        foreach (var argument in field.Arguments)
        {
            if (facts.Has(argument, Words.FromContext))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The object types that set a context, themselves or by an interface or union that they are of.</summary>
    public static IEnumerable<NamedType> SettingTypes(SourceFacts facts, string context) => facts.Setters[context]
        .SelectMany(type => facts.Schema.PossibleTypes(type).ToArray())
        .Distinct();

    /// <summary>The contexts that a type sets.</summary>
    public static IEnumerable<string> Names(SourceFacts facts, NamedType type) => type.Directives
        .Where(directive => facts.WordOf(directive) == Words.Context)
        .Select(directive => DirectiveArguments.Text(directive, "name"u8) ?? "");

    public static IEnumerable<ContextUse> Uses(SourceFacts facts)
    {
        foreach (var field in facts.OwnFields)
        {
            foreach (var argument in field.Arguments)
            {
                if (Read(facts, field, argument) is { } use)
                {
                    yield return use;
                }
            }
        }
    }

    /// <summary>All that contextual arguments take, of each object type that sets their context.</summary>
    public static IEnumerable<FieldSetUse> Taken(SourceFacts facts)
    {
        foreach (var use in Uses(facts))
        {
            foreach (var type in SettingTypes(facts, use.Context))
            {
                if (use.Selection is { } selection && SelectionOn(facts.Schema, selection, type) is { } own)
                {
                    yield return Taken(type, own);
                }
            }
        }
    }

    public static FieldSetUse Taken(NamedType type, FieldSet selection) =>
        new(type.Name, type, null, type, default, null, selection);

    public static ContextUse? Read(SourceFacts facts, FieldDefinition field, InputValueDefinition argument)
    {
        if (facts.Find(argument, Words.FromContext) is not { } directive)
        {
            return null;
        }

        var text = (DirectiveArguments.Text(directive, "field"u8) ?? "").Trim();
        var end = 1;
        while (end < text.Length && (text[end] == '_' || char.IsAsciiLetterOrDigit(text[end])))
        {
            end++;
        }

        var context = text.StartsWith('$') ? text[1..end] : "";
        return new ContextUse(
            $"{field.Coordinate}({argument.Name}:)", field, argument, context,
            context.Length > 0 ? FieldSets.Read(text[end..].Trim()) : null, Places.Of(argument, directive));
    }

    /// <summary>What the selection takes of one type: of its alternatives those that the type fits.</summary>
    public static FieldSet? SelectionOn(GraphQLSchema schema, FieldSet selection, NamedType type)
    {
        var possible = schema.PossibleTypes(type).ToArray();
        var parts = selection.Selection.Selections
            .Where(node => node is not InlineFragmentNode { TypeCondition: { } on }
            || (schema.FindType(on.Name.Utf8) is { } wanted
                && schema.PossibleTypes(wanted).ToArray().Intersect(possible).Any()))
            .SelectMany(node => node is InlineFragmentNode fragment ? fragment.SelectionSet.Selections : [node])
            .ToArray();
        return parts.Length == 0 ? null : FieldSets.Read(Printer.Print(new SelectionSetNode(parts, default)));
    }
}
