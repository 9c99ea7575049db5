using Gateway.Common.Language;

namespace Gateway.Common.Planning.Graph;

/// <summary>Reads <c>@provides</c> selections.</summary>
internal static class Provision
{
    /// <summary>
    /// The field in a provided selection, fragments on the type included; null where it is not provided.
    /// </summary>
    public static FieldNode? Find(SelectionSetNode? provided, string name, string typeName)
    {
        foreach (var node in provided?.Selections ?? [])
        {
            var found = node switch
            {
                FieldNode field when field.Name.Value == name => field,
                InlineFragmentNode inline when inline.TypeCondition is null
                    || inline.TypeCondition.Name.Value == typeName =>
                    Find(inline.SelectionSet, name, typeName),
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
}
