using Gateway.Common.Composition.Assembly;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules;

/// <summary>What clients see refers to nothing that they do not see, and is not empty.</summary>
/// <remarks>Source: Composite Schemas §4.3 Referenced to Inaccessible Type; Apollo REQUIRED_INACCESSIBLE.</remarks>
internal static class InaccessibleRule
{
    public static void Check(DocumentNode merged, ErrorLog errors)
    {
        var types = merged.Definitions.OfType<TypeDefinitionNode>().ToList();
        var hidden = types.Where(type => ApiSchema.IsInaccessible(type.Directives))
            .Select(type => type.Name)
            .ToHashSet();
        foreach (var type in types.Where(type => !hidden.Contains(type.Name)))
        {
            if (type is ComplexTypeDefinitionNode complex)
            {
                CheckFields(complex, hidden, errors);
            }
            else if (type is InputObjectTypeDefinitionNode input)
            {
                CheckInputs(input.Name.Value + ".", input.Fields, hidden, errors);
            }
        }
    }

    private static void CheckFields(ComplexTypeDefinitionNode type, HashSet<Name> hidden, ErrorLog errors)
    {
        var shown = type.Fields.Where(field => !ApiSchema.IsInaccessible(field.Directives)).ToList();
        if (shown.Count == 0)
        {
            errors.Add(
                CompositionErrorCodes.OnlyInaccessibleChildren, type.Name.Value,
                $"Every field of {type.Name} is @inaccessible: mark the type itself so.");
        }

        foreach (var field in shown)
        {
            var coordinate = $"{type.Name}.{field.Name}";
            CheckReference(coordinate, field.Type, hidden, errors);
            CheckInputs(coordinate + "(", field.Arguments, hidden, errors);
        }
    }

    private static void CheckInputs(
        string prefix, IEnumerable<InputValueDefinitionNode> inputs, HashSet<Name> hidden, ErrorLog errors)
    {
        foreach (var input in inputs)
        {
            var coordinate = prefix.EndsWith('(') ? $"{prefix}{input.Name}:)" : $"{prefix}{input.Name}";
            if (!ApiSchema.IsInaccessible(input.Directives))
            {
                CheckReference(coordinate, input.Type, hidden, errors);
            }
            else if (input is { Type: NonNullTypeNode, DefaultValue: null })
            {
                errors.Add(
                    CompositionErrorCodes.RequiredInaccessible, coordinate,
                    $"{coordinate} is required but @inaccessible, so nobody could give it: make it optional.");
            }
        }
    }

    private static void CheckReference(string coordinate, TypeNode type, HashSet<Name> hidden, ErrorLog errors)
    {
        while (type is not NamedTypeNode)
        {
            type = type is NonNullTypeNode nonNull ? nonNull.NullableType : ((ListTypeNode)type).ElementType;
        }

        if (((NamedTypeNode)type).Name is var name && hidden.Contains(name))
        {
            errors.Add(
                CompositionErrorCodes.ReferencedInaccessible, coordinate,
                $"{coordinate} is visible, but its type {name} is @inaccessible: hide the member too.");
        }
    }
}
