using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>A directive that carries a selection of fields.</summary>
/// <param name="Coordinate">Of the type or field that it stands on.</param>
/// <param name="Owner">The type that it stands on, or whose field it stands on.</param>
/// <param name="Field">Null for a key.</param>
/// <param name="Target">The type that it selects from.</param>
/// <param name="At">The directive.</param>
/// <param name="Value">The argument as written; null where it is absent.</param>
/// <param name="Set">Null where the text is no selection.</param>
internal sealed record FieldSetUse(
    string Coordinate,
    NamedType Owner,
    FieldDefinition? Field,
    NamedType Target,
    SyntaxReference At,
    ValueNode? Value,
    FieldSet? Set)
{
    public string Text => DirectiveArguments.Text(Value) ?? "";
}

/// <summary>A directive that says which fields an argument takes.</summary>
/// <param name="Coordinate">Of the argument.</param>
/// <param name="Root">The type that the map begins at.</param>
/// <param name="Value">As written; null where it is absent.</param>
/// <param name="Map">Null where the text is no map.</param>
/// <param name="Input">What the map is for: the argument's type, or its element's in a list of keys.</param>
internal sealed record SelectionMapUse(
    string Coordinate,
    FieldDefinition Field,
    InputValueDefinition Argument,
    NamedType Root,
    SyntaxReference At,
    ValueNode? Value,
    SelectedValue? Map,
    SchemaType Input);

/// <summary>Every place of a source where a word carries a selection; read once.</summary>
internal sealed class SourceUses
{
    private readonly SourceFacts _facts;

    public SourceUses(SourceFacts facts)
    {
        _facts = facts;
        var fields = facts.OwnFields.ToList();
        Keys = [.. facts.Schema.Types.SelectMany(OfKeys)];
        Requires = [.. fields.SelectMany(field => Of(field, Words.Requires, field.DeclaringType))];
        Provides = [.. fields.SelectMany(field => Of(field, Words.Provides, field.Type.Named))];
        var arguments = fields.SelectMany(field => field.Arguments, (field, argument) => (field, argument)).ToList();
        Is = [.. arguments.SelectMany(found => Of(found.field, found.argument, Words.Is, found.field.Type.Named))];
        Require = [.. arguments.SelectMany(
            found => Of(found.field, found.argument, Words.Require, found.field.DeclaringType))];
    }

    public IReadOnlyList<FieldSetUse> Keys { get; }

    public IReadOnlyList<FieldSetUse> Requires { get; }

    public IReadOnlyList<FieldSetUse> Provides { get; }

    public IReadOnlyList<SelectionMapUse> Is { get; }

    public IReadOnlyList<SelectionMapUse> Require { get; }

    private IEnumerable<FieldSetUse> OfKeys(NamedType type)
    {
        foreach (var key in _facts.KeysOf(type))
        {
            yield return new FieldSetUse(
                type.Name, type, null, type, Places.Of(type, key.Directive),
                DirectiveArguments.Find(key.Directive, "fields"u8), key.Fields);
        }
    }

    private IEnumerable<FieldSetUse> Of(FieldDefinition field, string word, NamedType target)
    {
        if (_facts.Find(field, word) is { } directive)
        {
            var value = DirectiveArguments.Find(directive, "fields"u8);
            var set = DirectiveArguments.Text(value) is { } text ? FieldSets.Read(text) : null;
            yield return new FieldSetUse(
                field.Coordinate, field.DeclaringType, field, target, Places.Of(field, directive), value, set);
        }
    }

    private IEnumerable<SelectionMapUse> Of(
        FieldDefinition field, InputValueDefinition argument, string word, NamedType root)
    {
        if (_facts.Find(argument, word) is { } directive)
        {
            var value = DirectiveArguments.Find(directive, "field"u8);
            var map = value is StringValueNode text ? SelectionMaps.Read(text.Value) : null;
            yield return new SelectionMapUse(
                $"{field.Coordinate}({argument.Name}:)", field, argument, root,
                Places.Of(argument, directive), value, map, InputOf(field, argument, word));
        }
    }

    /// <summary>What a map on the argument is for: of a lookup of many, one of its keys.</summary>
    public static SchemaType InputOf(FieldDefinition field, InputValueDefinition argument, string word) =>
        word == Words.Is && field.Type.Nullable is ListType && argument.Type.Nullable is ListType keys
            ? keys.ElementType
            : argument.Type;
}
