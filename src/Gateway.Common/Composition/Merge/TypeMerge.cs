using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges all that sources say of one type.</summary>
/// <remarks>Source: Composite Schemas §4.3 Merge; one function a kind.</remarks>
internal sealed class TypeMerge(MergeContext context, TypeGroup group)
{
    private Name Name => new(group.Name);

    public TypeDefinitionNode Merge()
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
            ObjectType => new ObjectTypeDefinitionNode(
                description, false, Name, Interfaces(), directives, Fields(), default),
            _ => new InterfaceTypeDefinitionNode(
                description, false, Name, Interfaces(), directives, Fields(), default),
        };
    }

    private FieldDefinitionNode[] Fields() =>
        [.. context.FieldsOf(group).Values.Select(occurrences => FieldMerge.Merge(context, occurrences))];

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

    private InputValueDefinitionNode[] InputFields() =>
        [.. InputMerge.FieldsOf(group)
            .Where(field => field.Count == group.Occurrences.Count)
            .Select(InputMerge.Merge)];
}
