using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Finds every word that a source applies to a type, field or argument.</summary>
internal static class WordSearch
{
    public static HashSet<string> Find(SourceFacts facts)
    {
        var words = new HashSet<string>();
        foreach (var type in facts.Schema.Types)
        {
            words.UnionWith(type.Directives.Select(facts.WordOf));
            foreach (var field in type is ComplexType complex ? complex.Fields : MemberMap<FieldDefinition>.Empty)
            {
                words.UnionWith(field.Directives.Select(facts.WordOf));
                words.UnionWith(field.Arguments.SelectMany(argument => argument.Directives).Select(facts.WordOf));
            }
        }

        return words;
    }
}
