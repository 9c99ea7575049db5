using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Assembly;

/// <summary>Reads <c>@from</c>: how the key of a linked entity is taken from its parent's fields.</summary>
internal static class FieldLinks
{
    /// <returns>Null where there is no link, or one that names fields that are not there.</returns>
    public static FieldLink? Read(SourceFacts facts, FieldDefinition field)
    {
        if (facts.Find(field, Words.From) is not { } directive || field.Type.Named is not ComplexType target)
        {
            return null;
        }

        var members = DirectiveArguments.Text(directive, "select"u8) is { } select
            ? OfSelection(select)
            : OfPath(facts, target, DirectiveArguments.Text(directive, "path"u8) ?? ".");
        return members.Count > 0 && members.TrueForAll(member => IsKnown(field, target, member))
            ? new FieldLink(members)
            : null;
    }

    private static bool IsKnown(FieldDefinition field, ComplexType target, LinkMember member) =>
        target.Fields.Contains(member.Target) && field.DeclaringType.Fields.Contains(member.From);

    /// <summary><c>{ id: customerId }</c>, or <c>{ id }</c> where the names are equal.</summary>
    /// <remarks>Such a map reads as a selection set whose aliases are the targets.</remarks>
    private static List<LinkMember> OfSelection(string select) =>
        [.. (FieldSets.Read(select)?.Selection.Selections ?? []).OfType<FieldNode>()
            .Select(node => new LinkMember(node.ResponseName.Value, node.Name.Value))];

    private static List<LinkMember> OfPath(SourceFacts facts, ComplexType target, string path)
    {
        var fields = KeyOf(facts, target);
        if (path == ".")
        {
            return [.. fields.Select(name => new LinkMember(name, name))];
        }

        return fields is [var only] && FieldSets.IsName(path) ? [new LinkMember(only, path)] : [];
    }

    private static IReadOnlyList<string> KeyOf(SourceFacts facts, ComplexType target)
    {
        var set = (facts.KeysOf(target) is [var key, ..] ? key.Fields : null)
            ?? facts.Lookups.FirstOrDefault(lookup => lookup.Entities.Contains(target))?.Key;
        return [.. (set?.Selection.Selections ?? []).OfType<FieldNode>().Select(node => node.Name.Value)];
    }
}
