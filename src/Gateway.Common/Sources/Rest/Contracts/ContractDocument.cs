namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>One file of a contract.</summary>
/// <param name="path">As seen from the folder of the contract's first file.</param>
internal sealed class ContractDocument(string path)
{
    private Dictionary<string, ContractNode>? _anchors;

    public string Path { get; } = path;

    /// <summary>Set once the file is read.</summary>
    public ContractNode Root { get; set; } = null!;

    /// <summary>The schema with an anchor, or null. Source: JSON Schema 2020-12 §8.2.2.</summary>
    public ContractNode? FindAnchor(string name)
    {
        if (_anchors is null)
        {
            _anchors = new Dictionary<string, ContractNode>(StringComparer.Ordinal);
            var open = new Stack<ContractNode>([Root]);
            while (open.TryPop(out var node))
            {
                if ((node.FindText("$anchor") ?? node.FindText("$dynamicAnchor")) is { } anchor)
                {
                    _anchors.TryAdd(anchor, node);
                }

                foreach (var below in node.Items.Concat(node.Members.Select(static member => member.Value)))
                {
                    open.Push(below);
                }
            }
        }

        return _anchors.GetValueOrDefault(name);
    }

    /// <summary>The node that a JSON pointer names, or null. Source: RFC 6901.</summary>
    public ContractNode? Find(string pointer)
    {
        var node = Root;
        if (pointer.Length == 0)
        {
            return node;
        }

        foreach (var part in pointer[1..].Split('/'))
        {
            var token = PointerToken.Unescape(part);
            var next = node.Kind == ContractNodeKind.Array && int.TryParse(token, out var index)
                ? index >= 0 && index < node.Items.Length ? node.Items[index] : null
                : node.Find(token);
            if (next is null)
            {
                return null;
            }

            node = next;
        }

        return node;
    }
}
