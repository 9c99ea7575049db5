namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>One file of a contract.</summary>
/// <param name="path">As seen from the folder of the contract's first file.</param>
internal sealed class ContractDocument(string path)
{
    public string Path { get; } = path;

    /// <summary>Set once the file is read.</summary>
    public ContractNode Root { get; set; } = null!;

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
