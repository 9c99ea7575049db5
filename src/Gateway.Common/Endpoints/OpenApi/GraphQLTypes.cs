using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Endpoints.OpenApi;

/// <summary>The types and fragments that an endpoint's selections refer to.</summary>
internal sealed class GraphQLTypes(GraphQLSchema schema, DocumentNode document)
{
    public NamedType? Find(Name name) => schema.FindType(name.Utf8);

    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) => schema.PossibleTypes(type).ToArray();

    public FragmentDefinitionNode? Fragment(Name name) =>
        document.Definitions.OfType<FragmentDefinitionNode>().FirstOrDefault(fragment => fragment.Name == name);
}
