using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>What a field needs of its own object from elsewhere.</summary>
internal static class Requirements
{
    private static readonly OperationVariables NoVariables = OperationVariables.None;

    public static IEnumerable<FieldSet> Of(FieldSource field)
    {
        if (field.Requires is { } requires)
        {
            yield return requires;
        }

        foreach (var argument in field.RequiredArguments)
        {
            yield return argument.Selection;
        }
    }

    /// <summary>A directive's selection as selections of an operation, on the object type itself.</summary>
    public static SelectionGroup Select(GraphQLSchema schema, NamedType type, SelectionSetNode selectionSet) =>
        new SelectionCollector(schema, NoVariables, new Dictionary<Name, FragmentDefinitionNode>())
            .Collect(type, selectionSet);

    /// <summary>Canonical text of what is selected below, so that equal requirements are recognized.</summary>
    public static string TextOf(SelectionGroup? group)
    {
        if (group is null)
        {
            return "";
        }

        var items = group.Items.Select(
            item => $"{item.Parent.Name}.{item.Selection.Key}{TextOf(item.Selection.Children)}");
        return $"{{{string.Join(' ', items)}}}";
    }
}
