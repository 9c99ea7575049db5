using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Model;

/// <summary>Reads <c>@from</c>: how a linked entity's key is made from its parent's fields.</summary>
internal static class LinkReader
{
    public static FieldLink? Read(SourceView source, FieldDefinition field, List<CompositionError> errors)
    {
        if (field.FindDirective("from"u8) is not { } directive)
        {
            return null;
        }

        var members = SourceView.Text(directive, "select") is { } select
            ? ReadSelect(select)
            : FieldSets.KeyFields(source, field.Type.Named).Select(key => new LinkMember(key, key)).ToList();
        if (members is { Count: > 0 } && members.TrueForAll(member => Exists(field, member)))
        {
            return new FieldLink(members);
        }

        errors.Add(new CompositionError(
            CompositionCodes.LinkInvalid,
            $"@from on {field.Coordinate} names fields that are not there; write select: \"{{ id: customerId }}\".",
            Source: source.Source.Name,
            Coordinate: field.Coordinate));
        return null;
    }

    private static bool Exists(FieldDefinition field, LinkMember member) =>
        field.Type.Named is ComplexType target
        && target.Fields.Contains(member.Target)
        && field.DeclaringType.Fields.Contains(member.From);

    /// <summary>A field selection map of one object: <c>{ target: from }</c>, or <c>{ same }</c>.</summary>
    private static List<LinkMember>? ReadSelect(string select)
    {
        try
        {
            return [.. Parser.ParseSelectionSet(select).Selections
                .OfType<FieldNode>()
                .Select(node => new LinkMember(node.ResponseName.Value, node.Name.Value))];
        }
        catch (SyntaxException)
        {
            return null;
        }
    }
}
