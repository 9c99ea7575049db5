using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges all that sources say of one type.</summary>
/// <remarks>Source: Composite Schemas §4.2 Merge; one function a kind. Null where nothing is left of it.</remarks>
internal sealed class TypeMerge(MergeContext context, TypeGroup group)
{
    private Name Name => new(group.Name);

    public TypeDefinitionNode? Merge()
    {
        var description = Descriptions.First(group.Occurrences.Select(occurrence => occurrence.Type.Description));
        var directives = DirectiveMerge.Merge(
            group.Occurrences.Select(occurrence => (occurrence.Facts, occurrence.Type.Directives)));
        return group.Leading switch
        {
            ScalarType => new ScalarTypeDefinitionNode(description, false, Name, directives, default),
            EnumType => new EnumTypeDefinitionNode(
                description, false, Name, directives, EnumMerge.Merge(context, group), default),
            UnionType => new UnionTypeDefinitionNode(description, false, Name, directives, Members(), default),
            InputObjectType => new InputObjectTypeDefinitionNode(
                description, false, Name, directives, InputFields(), default),
            ObjectType => Fields() is { Length: > 0 } fields
                ? new ObjectTypeDefinitionNode(description, false, Name, Interfaces(), directives, fields, default)
                : null,
            _ => Fields() is { Length: > 0 } fields
                ? new InterfaceTypeDefinitionNode(description, false, Name, Interfaces(), directives, fields, default)
                : null,
        };
    }

    private FieldDefinitionNode[] Fields()
    {
        var merged = context.FieldsOf(group).Values
            .Select(occurrences => FieldMerge.Merge(context, group.Name, occurrences))
            .ToArray();
        if (merged.Length == 0)
        {
            context.Errors.Add(
                CompositionErrorCodes.EmptyMergedType, group.Name,
                $"No field of {group.Name} takes part in composition: add one, or mark the type @internal.");
        }

        return merged;
    }

    private NamedTypeNode[] Interfaces() => References(group.Occurrences
        .Select(occurrence => occurrence.Type)
        .OfType<ComplexType>()
        .SelectMany(type => type.Interfaces.Select(face => face.Name)));

    private NamedTypeNode[] Members() => References(group.Occurrences
        .SelectMany(occurrence => ((UnionType)occurrence.Type).Members.Select(occurrence.Facts.NameOf)));

    private NamedTypeNode[] References(IEnumerable<string> names) =>
        [.. names
            .Where(name => context.Find(name) is not null)
            .Distinct()
            .Select(name => new NamedTypeNode(new Name(name), default))];

    private InputValueDefinitionNode[] InputFields()
    {
        var merge = new InputMerge(
            context, CompositionErrorCodes.InputFieldTypesNotMergeable,
            CompositionErrorCodes.InputWithMissingRequiredFields);
        var fields = group.Occurrences.SelectMany(occurrence => ((InputObjectType)occurrence.Type).Fields
            .Select(field => new InputOccurrence(occurrence.Facts, field)));
        var merged = merge.Merge(group.Occurrences.Count, fields, name => $"{group.Name}.{name}");
        if (merged.Length == 0)
        {
            context.Errors.Add(
                CompositionErrorCodes.EmptyMergedInputObjectType, group.Name,
                $"No field of input {group.Name} is known to all sources that have it: add one to all.");
        }

        return merged;
    }
}
