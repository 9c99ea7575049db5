using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>Finds what is wrong with a selection that a directive carries.</summary>
/// <remarks>Shape: the first fault as text, or null. Source: GraphQL §5.3 Fields, §5.4 Arguments.</remarks>
internal static class FieldSetCheck
{
    private const string NotASelection = "it is no selection of fields";

    public static string? Fault(GraphQLSchema schema, NamedType type, FieldSet? set) =>
        set is null ? NotASelection : Fault(schema, type, set.Selection);

    private static string? Fault(GraphQLSchema schema, NamedType type, SelectionSetNode selection)
    {
        foreach (var node in selection.Selections)
        {
            var fault = node switch
            {
                FieldNode field => Fault(schema, type, field),
                InlineFragmentNode fragment => Fault(schema, type, fragment),
                _ => "named fragments cannot stand in it",
            };
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? Fault(GraphQLSchema schema, NamedType type, InlineFragmentNode fragment)
    {
        var on = fragment.TypeCondition is { } condition ? schema.FindType(condition.Name.Utf8) : type;
        return on is { IsComposite: true }
            ? Fault(schema, on, fragment.SelectionSet)
            : $"there is no composite type {fragment.TypeCondition?.Name}";
    }

    private static string? Fault(GraphQLSchema schema, NamedType type, FieldNode node)
    {
        if (node.Name.Is("__typename"u8))
        {
            return null;
        }

        if (type is not ComplexType complex || complex.Fields.Find(node.Name.Utf8) is not { } field)
        {
            return $"{type.Name} has no field {node.Name}";
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && !node.Arguments.Any(given => given.Name.Is(argument.Utf8Name)))
            {
                return $"argument {argument.Name} of {field.Coordinate} is required";
            }
        }

        if (node.SelectionSet is { } selection)
        {
            return field.Type.Named.IsComposite
                ? Fault(schema, field.Type.Named, selection)
                : $"{field.Coordinate} has no fields";
        }

        return field.Type.Named.IsComposite ? $"it does not say which fields of {field.Coordinate}" : null;
    }
}
