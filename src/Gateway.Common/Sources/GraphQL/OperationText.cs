using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Planning;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>A fetch's operation as request bytes, but for the variables' values.</summary>
/// <param name="Prefix"><c>{"query":"…"</c>, escaped.</param>
/// <param name="Variables">The client's variables that the operation uses.</param>
/// <param name="Aliases">For each part the response name of its lookup; null for a root part.</param>
/// <param name="KeyNames">For each part the variables that carry its keys.</param>
internal sealed record OperationText(
    byte[] Prefix,
    IReadOnlyList<UsedVariable> Variables,
    IReadOnlyList<string?> Aliases,
    IReadOnlyList<IReadOnlyList<string>> KeyNames)
{
    /// <summary>The operation as text, for plans.</summary>
    public required string Text { get; init; }

    public static OperationText Render(Fetch fetch, OperationVariables variables)
    {
        var writer = new OperationTextWriter(fetch, variables);
        var text = writer.Write();
        return new OperationText(
            Encoding.UTF8.GetBytes($"{{\"query\":\"{JsonEncodedText.Encode(text)}\""),
            [.. writer.UsedVariables.Select(
                index => new UsedVariable(index, Encoding.UTF8.GetBytes($"\"{variables.All[index].Name}\":")))],
            writer.Aliases,
            writer.KeyNames)
        {
            Text = text,
        };
    }
}

/// <param name="Index">Among the operation's variables.</param>
/// <param name="Json"><c>"name":</c>.</param>
internal sealed record UsedVariable(int Index, byte[] Json);

/// <summary>Renders one fetch as a GraphQL operation without superfluous white space.</summary>
internal sealed class OperationTextWriter(Fetch fetch, OperationVariables variables)
{
    private readonly SortedSet<int> _used = [];
    private readonly List<string> _keyDefinitions = [];

    public IReadOnlyCollection<int> UsedVariables => _used;

    public List<string?> Aliases { get; } = [];

    public List<IReadOnlyList<string>> KeyNames { get; } = [];

    public string Write()
    {
        var body = new StringBuilder("{");
        for (var index = 0; index < fetch.Parts.Count; index++)
        {
            WritePart(body, fetch.Parts[index], fetch.Parts.Count == 1 ? "" : $"_{index}");
        }

        body.Append('}');
        var definitions = _keyDefinitions
            .Concat(_used.Select(index => Definition(variables.All[index])))
            .ToArray();
        var head = fetch.Operation switch
        {
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
            _ => definitions.Length == 0 ? "" : "query",
        };
        return definitions.Length == 0 ? $"{head}{body}" : $"{head}({string.Join(',', definitions)}){body}";
    }

    private static string Definition(OperationVariable variable)
    {
        var defaultValue = variable.Default is { } value ? $"={Printer.Print(value)}" : "";
        return $"${variable.Name}:{Printer.Print(variable.Type)}{defaultValue}";
    }

    private void WritePart(StringBuilder text, FetchPart part, string suffix)
    {
        if (part.Lookup is not { } lookup)
        {
            Aliases.Add(null);
            KeyNames.Add([]);
            WriteFields(text, part.Selection);
            return;
        }

        if (lookup.Kind == LookupKind.Entities)
        {
            var variable = $"representations{suffix}";
            _keyDefinitions.Add($"${variable}:[_Any!]!");
            KeyNames.Add([variable]);
            Aliases.Add(suffix.Length == 0 ? "_entities" : $"_entities{suffix}");
            text.Append(suffix.Length == 0 ? "" : $"_entities{suffix}:")
                .Append($"_entities(representations:${variable}){{");
            text.Append("...on ").Append(WireName.Of(lookup.Type)).Append('{');
            WriteFields(text, part.Selection);
            text.Append("}}");
            return;
        }

        throw new SourceException(
            SourceErrorCodes.Failed,
            $"{fetch.Source} offers {lookup.Field?.Name ?? lookup.Type.Name} as a lookup, "
            + "which GraphQL sources are not asked by yet.");
    }

    private void WriteFields(StringBuilder text, FetchSelection selection)
    {
        var isAbstract = selection.IsAbstract;
        if (isAbstract || selection.Fields.Count == 0)
        {
            text.Append("__typename ");
        }

        foreach (var field in selection.Fields.Where(static field => field.Types is null))
        {
            WriteField(text, field);
        }

        var conditioned = selection.Fields
            .Where(static field => field.Types is not null)
            .SelectMany(static field => field.Types!.Select(type => (Type: type, Field: field)))
            .GroupBy(static entry => entry.Type, static entry => entry.Field);
        foreach (var group in conditioned)
        {
            text.Append("...on ").Append(group.Key).Append('{');
            foreach (var field in group)
            {
                WriteField(text, field);
            }

            TrimSeparator(text);
            text.Append('}');
        }

        TrimSeparator(text);
    }

    private void WriteField(StringBuilder text, FetchField field)
    {
        var name = WireName.Of(field.Field);
        text.Append(field.ResponseName == name ? name : $"{field.ResponseName}:{name}");
        if (field.Arguments.Count > 0)
        {
            text.Append('(').AppendJoin(',', field.Arguments.Select(Argument)).Append(')');
        }

        foreach (var condition in field.Conditions)
        {
            _used.Add(condition.Variable);
            text.Append(condition.Include ? "@include(if:$" : "@skip(if:$")
                .Append(variables.All[condition.Variable].Name).Append(')');
        }

        if (field.Selection is { } selection)
        {
            text.Append('{');
            WriteFields(text, selection);
            text.Append('}');
        }
        else
        {
            text.Append(' ');
        }
    }

    private string Argument(FetchArgument argument)
    {
        foreach (var index in argument.Source is ArgumentSource.Variable or ArgumentSource.Template
            ? argument.Indexes
            : [])
        {
            _used.Add(index);
        }

        return $"{WireName.Of(argument.Definition)}:{Printer.Print(argument.Literal!)}";
    }

    private static void TrimSeparator(StringBuilder text)
    {
        if (text[^1] == ' ')
        {
            text.Length--;
        }
    }
}
