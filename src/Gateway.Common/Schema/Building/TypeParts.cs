using System.Collections;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>What was written of a type: its definition first, then its extensions.</summary>
internal sealed class TypeParts(SyntaxReference definition) : IReadOnlyList<SyntaxReference>
{
    private List<SyntaxReference>? _extensions;

    public int Count => 1 + (_extensions?.Count ?? 0);

    /// <summary>The definition.</summary>
    public TypeDefinitionNode Node => (TypeDefinitionNode)definition.Node;

    public SyntaxReference this[int index] => index == 0
        ? definition
        : _extensions is { } extensions ? extensions[index - 1] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Only until its type was made.</summary>
    public void Add(SyntaxReference extension) => (_extensions ??= []).Add(extension);

    public IEnumerator<SyntaxReference> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
