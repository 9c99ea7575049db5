using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>
/// The schemas that say by <c>allOf</c> that they are another and more: what stands where the other has a discriminator
/// and lists no alternatives.
/// </summary>
/// <remarks>
/// Shape: named schemas in the contract's order, those further down too; before them the other one by itself.
/// Source: OpenAPI 3.1 §4.8.25 Discriminator Object, §4.8.24.4.2.
/// </remarks>
internal sealed class Subtypes(ContractFiles files, IReadOnlyList<KeyValuePair<string, ContractNode>> components)
{
    private readonly Dictionary<ContractNode, SchemaUse> _plain = [];
    private Dictionary<ContractNode, List<ContractNode>>? _byParent;

    /// <returns>Empty where nothing extends the schema.</returns>
    public ContractNode[] Of(ContractNode parent)
    {
        _byParent ??= Find();
        if (!_byParent.TryGetValue(parent, out var children))
        {
            return [];
        }

        var plain = ContractNode.Object(
            [.. parent.Members.Where(static member => member.Key != "discriminator")], parent.Document, parent.Line);
        var name = components.FirstOrDefault(component => files.Resolve(component.Value) == parent).Key;
        _plain.Add(plain, new SchemaUse(parent, name));
        return [plain, .. children];
    }

    /// <summary>Whose place a schema takes that is another by itself; null for any that is not.</summary>
    public SchemaUse? FindPlain(ContractNode schema) => _plain.GetValueOrDefault(schema);

    private Dictionary<ContractNode, List<ContractNode>> Find()
    {
        var found = new Dictionary<ContractNode, List<ContractNode>>();
        var folder = files.Main.Root.Find("components") is null ? "#/definitions/" : "#/components/schemas/";
        foreach (var (name, schema) in components)
        {
            var ancestors = new HashSet<ContractNode>();
            AddAncestors(files.Resolve(schema), ancestors);
            var reference = ContractNode.Scalar(
                ContractNodeKind.String,
                folder + Uri.EscapeDataString(PointerToken.Escape(name)),
                schema.Document,
                schema.Line);
            var child = ContractNode.Object([new("$ref", reference)], schema.Document, schema.Line);
            foreach (var ancestor in ancestors)
            {
                found.TryAdd(ancestor, []);
                found[ancestor].Add(child);
            }
        }

        return found;
    }

    private void AddAncestors(ContractNode schema, HashSet<ContractNode> ancestors)
    {
        foreach (var branch in schema.List("allOf"))
        {
            var ancestor = files.Resolve(branch);
            if (ancestors.Add(ancestor))
            {
                AddAncestors(ancestor, ancestors);
            }
        }
    }
}
