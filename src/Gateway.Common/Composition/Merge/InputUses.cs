using Gateway.Common.Composition.Model;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Which types are used for input, and which for output, in any source.</summary>
internal sealed class InputUses
{
    private readonly HashSet<string> _input = new(StringComparer.Ordinal);
    private readonly HashSet<string> _output = new(StringComparer.Ordinal);

    public InputUses(IEnumerable<SourceView> sources)
    {
        foreach (var (_, type) in sources.SelectMany(source => source.Types))
        {
            foreach (var field in (type as InputObjectType)?.Fields ?? MemberMap<InputValueDefinition>.Empty)
            {
                _input.Add(field.Type.Named.Name);
            }

            foreach (var field in (type as ComplexType)?.Fields ?? MemberMap<FieldDefinition>.Empty)
            {
                _output.Add(field.Type.Named.Name);
                _input.UnionWith(field.Arguments.Select(argument => argument.Type.Named.Name));
            }
        }
    }

    public bool IsInput(string type) => _input.Contains(type);

    public bool IsOutput(string type) => _output.Contains(type);
}
