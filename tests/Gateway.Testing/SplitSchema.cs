using Gateway.Common.Language;

namespace Gateway.Testing;

/// <summary>Splits a schema over two sources, so that every second root field is another's.</summary>
/// <remarks>Both know every other type whole.</remarks>
internal static class SplitSchema
{
    private static readonly string[] Names = ["first", "second"];

    public static IReadOnlyList<(string Name, string Sdl)> Of(string sdl)
    {
        var document = Parser.Parse(sdl);
        var schema = document.Definitions.OfType<SchemaDefinitionNode>().FirstOrDefault();
        var roots = schema?.OperationTypes.Select(root => root.Type.Name.Value).ToHashSet()
            ?? ["Query", "Mutation", "Subscription"];
        return [.. Names.Select((name, half) => (name, Half(document, roots, half)))];
    }

    private static string Half(DocumentNode document, HashSet<string> roots, int half)
    {
        var definitions = new List<DefinitionNode>();
        foreach (var definition in document.Definitions)
        {
            if (definition is not ObjectTypeDefinitionNode type || !roots.Contains(type.Name.Value))
            {
                definitions.Add(definition);
                continue;
            }

            var fields = type.Fields.Where((_, index) => index % Names.Length == half).ToArray();
            if (fields.Length > 0)
            {
                definitions.Add(new ObjectTypeDefinitionNode(
                    type.Description, false, type.Name, [.. type.Interfaces], [.. type.Directives], fields, default));
            }
        }

        return Printer.Print(new DocumentNode([], [.. definitions], default));
    }
}
