using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>Reads <c>@provides</c> selections.</summary>
internal static class Provision
{
    /// <summary>
    /// The field in a provided selection, fragments on the type and its interfaces included; null where it is not
    /// provided.
    /// </summary>
    public static FieldNode? Find(SelectionSetNode? provided, string name, NamedType type)
    {
        foreach (var node in provided?.Selections ?? [])
        {
            var found = node switch
            {
                FieldNode field when field.Name.Value == name => field,
                InlineFragmentNode inline when Fits(inline.TypeCondition?.Name.Value, type) =>
                    Find(inline.SelectionSet, name, type),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    public static SelectionSetNode? Union(SelectionSetNode? left, SelectionSetNode? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        _ => new SelectionSetNode([.. left.Selections, .. right.Selections], left.Span),
    };

    private static bool Fits(string? condition, NamedType type) =>
        condition is null || condition == type.Name
        || (type is ComplexType { Interfaces: var faces } && faces.Any(face => face.Name == condition));
}
