using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Composition;

/// <summary>A supergraph as text: what clients see, what is kept of directives, and what each source has.</summary>
internal static class CompositionText
{
    public static string Describe(Supergraph supergraph)
    {
        var text = new StringBuilder();
        text.AppendLine(SchemaPrinter.Print(supergraph.ApiSchema)).AppendLine();
        text.Append(KeptDirectives.Describe(supergraph.Schema));
        foreach (var type in supergraph.Schema.Types)
        {
            Describe(supergraph, type, text);
        }

        return text.ToString();
    }

    private static void Describe(Supergraph supergraph, NamedType type, StringBuilder text)
    {
        foreach (var source in supergraph.Find(type)?.Sources ?? [])
        {
            var lookups = source.Lookups.Select(
                lookup => $" {lookup.Form}{lookup.Field?.Name.Insert(0, ":")}({lookup.Key.Text})");
            text.AppendLine($"# {type.Name} in {supergraph.Sources[source.Source].Name}{string.Concat(lookups)}");
            foreach (var field in supergraph.Find(type)!.Fields.Values)
            {
                if (field.Sources.FirstOrDefault(candidate => candidate.Source == source.Source) is { } own)
                {
                    text.AppendLine($"#   {field.Definition.Name}{Marks(own)}");
                }
            }
        }
    }

    private static string Marks(FieldSource field)
    {
        var marks = new StringBuilder();
        marks.Append(field.IsExternal ? " external" : "").Append(field.IsKeyField ? " key" : "");
        marks.Append(field.IsBound ? " bound" : "");
        marks.Append(field.Requires is { } requires ? $" requires({requires.Text})" : "");
        marks.Append(field.Provides is { } provides ? $" provides({provides.Text})" : "");
        marks.Append(field.OverrideLabel is { } label ? $" label({label},{field.IsOverrideTarget})" : "");
        marks.AppendJoin("", field.RequiredArguments.Select(
            argument => $" require({argument.Definition.Name}: {argument.Selection.Text})"));
        marks.AppendJoin("", field.ClaimArguments.Select(
            argument => $" claim({argument.Definition.Name}: {argument.Claim})"));
        marks.AppendJoin("", field.ContextArguments.SelectMany(argument => argument.Selections.Select(
            own => $" context({argument.Definition.Name}: {argument.Context} {own.Key} {{ {own.Value.Text} }})")));
        marks.AppendJoin("", (field.Link?.Members ?? []).Select(member => $" from({member.Target}: {member.From})"));
        return marks.ToString();
    }
}
