using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Gives interfaces what the types that implement them demand of a caller.</summary>
/// <remarks>
/// Shape: an interface, and each of its fields, demands all that any implementing object type or its field demands, so
/// that nothing is reached through the interface that could not be reached directly. Source: Apollo Federation's
/// answer to CVE-2025-64347.
/// </remarks>
internal static class AccessPropagation
{
    public static DocumentNode Apply(DocumentNode merged)
    {
        var objects = merged.Definitions.OfType<ObjectTypeDefinitionNode>().Where(HasDemand).ToList();
        if (objects.Count == 0)
        {
            return merged;
        }

        var byInterface = objects
            .SelectMany(type => type.Interfaces, (type, face) => (type, face: face.Name.Value))
            .ToLookup(found => found.face, found => found.type);
        return new DocumentNode(
            [],
            [.. merged.Definitions.Select(definition => definition is InterfaceTypeDefinitionNode face
                ? Add(face, [.. byInterface[face.Name.Value]])
                : definition)],
            default);
    }

    private static bool HasDemand(ObjectTypeDefinitionNode type) =>
        type.Interfaces.Count > 0
        && (type.Directives.Any(IsDemand) || type.Fields.Any(field => field.Directives.Any(IsDemand)));

    private static bool IsDemand(DirectiveNode directive) => Words.IsDemand(directive.Name.Value);

    private static InterfaceTypeDefinitionNode Add(
        InterfaceTypeDefinitionNode face, List<ObjectTypeDefinitionNode> objects) => new(
        face.Description, false, face.Name, [.. face.Interfaces],
        Combine(face.Directives, objects.SelectMany(type => type.Directives)),
        [.. face.Fields.Select(field => Add(field, objects))], default);

    private static FieldDefinitionNode Add(FieldDefinitionNode field, List<ObjectTypeDefinitionNode> objects)
    {
        var own = objects.SelectMany(type => type.Fields).Where(other => other.Name == field.Name);
        return new FieldDefinitionNode(
            field.Description, field.Name, [.. field.Arguments], field.Type,
            Combine(field.Directives, own.SelectMany(other => other.Directives)), default);
    }

    private static DirectiveNode[] Combine(IReadOnlyList<DirectiveNode> own, IEnumerable<DirectiveNode> others) =>
        DirectiveMerge.Combine(own.Concat(others.Where(IsDemand)));
}
