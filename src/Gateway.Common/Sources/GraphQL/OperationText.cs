using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>A fetch's operation as request bytes, but for the variables' values.</summary>
/// <param name="Start"><c>{"query":"query(</c> and the definitions that every run has, escaped.</param>
/// <param name="Middle">From the end of the definitions to where lookups of one entity stand.</param>
/// <param name="End">The rest of the operation, and the quote.</param>
/// <param name="Variables">The client's variables that the operation uses.</param>
/// <param name="Claims">Claims of the caller that the operation takes, by the variable's name.</param>
/// <param name="Aliases">For each part the response name of its lookup; null for a root part.</param>
/// <param name="KeyNames">For each part the variable that carries all its keys; null where there is none.</param>
/// <param name="Lookups">For each part how it is asked key by key; null where it is asked for all at once.</param>
internal sealed record OperationText(
    byte[] Start,
    byte[] Middle,
    byte[] End,
    IReadOnlyList<UsedVariable> Variables,
    IReadOnlyList<UsedClaim> Claims,
    IReadOnlyList<string?> Aliases,
    IReadOnlyList<string?> KeyNames,
    IReadOnlyList<KeyedLookup?> Lookups)
{
    /// <summary>Whether any part is asked under aliases that depend on the keys.</summary>
    public bool IsKeyed { get; } = Lookups.Any(static lookup => lookup is not null);

    public static OperationText Render(Fetch fetch, OperationVariables variables)
    {
        var writer = new OperationTextWriter(fetch, variables);
        var (start, middle, end) = writer.Write();
        return new OperationText(
            Encode($"{{\"query\":\"", start),
            Encode("", middle),
            [.. Encode("", end), (byte)'"'],
            [.. writer.UsedVariables.Select(used => new UsedVariable(
                used.Key,
                Encoding.UTF8.GetBytes($"\"{variables.All[used.Key].Name}\":"),
                Encode("", $"{OperationTextWriter.Definition(variables.All[used.Key])},"),
                used.Value.Contains(OperationTextWriter.Always) ? null : [.. used.Value]))],
            [.. writer.Claims.Select((claim, index) => new UsedClaim(
                claim.Name,
                Encoding.UTF8.GetBytes($"\"_claim_{index}\":"),
                Encode("", $"{claim.Definition},"),
                claim.Part == OperationTextWriter.Always ? null : [claim.Part]))],
            writer.Aliases,
            writer.KeyNames,
            writer.Lookups);
    }

    /// <summary>Text as it stands inside a JSON string.</summary>
    public static byte[] Encode(string prefix, string text) =>
        Encoding.UTF8.GetBytes($"{prefix}{JsonEncodedText.Encode(text)}");
}

/// <param name="Index">Among the operation's variables.</param>
/// <param name="Json"><c>"name":</c>.</param>
/// <param name="Definition">As in the operation, with a comma behind it, escaped.</param>
/// <param name="Lookups">The only parts that use it; null where every run does.</param>
internal sealed record UsedVariable(int Index, byte[] Json, byte[] Definition, int[]? Lookups);

/// <param name="Claim">The claim's name.</param>
/// <param name="Json"><c>"name":</c>.</param>
/// <param name="Definition">As in the operation, with a comma behind it, escaped.</param>
/// <param name="Lookups">The only parts that use it; null where every run does.</param>
internal sealed record UsedClaim(string Claim, byte[] Json, byte[] Definition, int[]? Lookups);

/// <summary>Renders one fetch as a GraphQL operation without superfluous white space.</summary>
internal sealed class OperationTextWriter(Fetch fetch, OperationVariables variables)
{
    /// <summary>Stands for the parts that are asked in every run.</summary>
    public const int Always = -1;

    private readonly SortedDictionary<int, SortedSet<int>> _used = [];
    private readonly List<string> _definitions = [];
    private StringBuilder _keyDefinitions = new();
    private string? _keyNames;
    private int _part = Always;

    /// <summary>Indexes of variables, each with the parts that use it.</summary>
    public IReadOnlyDictionary<int, SortedSet<int>> UsedVariables => _used;

    /// <summary>Names of claims, the variables that take them, and the part that uses them.</summary>
    public List<(string Name, string Definition, int Part)> Claims { get; } = [];

    public List<string?> Aliases { get; } = [];

    public List<string?> KeyNames { get; } = [];

    public List<KeyedLookup?> Lookups { get; } = [];

    /// <summary>The operation around what is written for each key: before and after definitions and fields.</summary>
    public (string Start, string Middle, string End) Write()
    {
        var body = new StringBuilder();
        for (var index = 0; index < fetch.Parts.Count; index++)
        {
            WritePart(body, fetch.Parts[index], index);
        }

        var definitions = _used.Where(static used => used.Value.Contains(Always))
            .Select(used => Definition(variables.All[used.Key]))
            .Concat(_definitions)
            .Concat(Claims.Where(static claim => claim.Part == Always).Select(static claim => claim.Definition))
            .ToArray();
        var isKeyed = Lookups.Exists(static lookup => lookup is not null);
        var head = fetch.Operation switch
        {
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
            _ => definitions.Length == 0 && !isKeyed ? "" : "query",
        };
        var given = string.Join(',', definitions);
        return isKeyed
            ? ($"{head}({given}{(given.Length == 0 ? "" : ",")}", $"){{{body}", "}")
            : (definitions.Length == 0 ? head : $"{head}({given})", $"{{{body}", "}");
    }

    public static string Definition(OperationVariable variable)
    {
        var defaultValue = variable.Default is { } value ? $"={Printer.Print(value)}" : "";
        return $"${variable.Name}:{Printer.Print(variable.Type)}{defaultValue}";
    }

    private void WritePart(StringBuilder text, FetchPart part, int number)
    {
        var isKeyed = part.Lookup is { Kind: LookupKind.Single } || part.RequiredKeys > 0;
        _keyNames = isKeyed ? $"_{number}_{KeyedText.Number}" : null;
        _part = _keyNames is null ? Always : number;
        switch (part.Lookup)
        {
            case null:
                AddPart(null, null, null);
                WriteFields(text, part.Selection);
                break;
            case { Kind: LookupKind.Entities } when isKeyed:
                AddPart($"_{number}", null, KeyedEntities(part, number));
                break;
            case { Kind: LookupKind.Entities } lookup:
                WriteEntities(text, part, lookup, fetch.Parts.Count == 1 ? "" : $"_{number}");
                break;
            case { Kind: LookupKind.Single, Field: { } field }:
                AddPart($"_{number}", null, Keyed(part, field, number));
                break;
            default:
                throw new SourceException(
                    SourceErrorCodes.Failed, $"{fetch.Source} has no way to be asked for {part.Selection.Type.Name}.");
        }
    }

    private void AddPart(string? alias, string? keyName, KeyedLookup? lookup)
    {
        Aliases.Add(alias);
        KeyNames.Add(keyName);
        Lookups.Add(lookup);
    }

    private void WriteEntities(StringBuilder text, FetchPart part, FetchLookup lookup, string suffix)
    {
        var variable = $"representations{suffix}";
        _definitions.Add($"${variable}:[_Any!]!");
        AddPart(suffix.Length == 0 ? "_entities" : $"_entities{suffix}", variable, null);
        text.Append(suffix.Length == 0 ? "" : $"_entities{suffix}:")
            .Append($"_entities(representations:${variable}){{");
        WriteOn(text, part, lookup.Type);
        text.Append('}');
    }

    private void WriteOn(StringBuilder text, FetchPart part, NamedType type)
    {
        text.Append("...on ").Append(WireName.Of(type)).Append('{');
        WriteFields(text, part.Selection);
        text.Append('}');
    }

    private KeyedLookup Keyed(FetchPart part, FieldDefinition field, int number)
    {
        var lookup = part.Lookup!;
        var definitions = new StringBuilder();
        var arguments = lookup.Arguments.Take(lookup.Arguments.Count - part.RequiredKeys)
            .Select((name, index) => $"{WireName.Of(field.Arguments.Find(name)!)}:${_keyNames}_{index}");
        for (var index = 0; index < lookup.Arguments.Count - part.RequiredKeys; index++)
        {
            definitions.Append($"${_keyNames}_{index}:{field.Arguments.Find(lookup.Arguments[index])!.Type},");
        }

        var call = $"{WireName.Of(field)}({string.Join(',', arguments)})";
        return Keyed(part, call, definitions, number, isOfMany: false);
    }

    /// <summary>One question for all entities whose fields take the same values: nobody is answered by another's.
    /// </summary>
    private KeyedLookup KeyedEntities(FetchPart part, int number) => Keyed(
        part,
        $"_entities(representations:${_keyNames}_0)",
        new StringBuilder($"${_keyNames}_0:[_Any!]!,"),
        number,
        isOfMany: true);

    /// <summary>
    /// The selection is written once, as a fragment, unless fields in it take values of the entity: those differ.
    /// </summary>
    private KeyedLookup Keyed(FetchPart part, string call, StringBuilder definitions, int number, bool isOfMany)
    {
        var lookup = part.Lookup!;
        var selection = new StringBuilder();
        _keyDefinitions = definitions;
        WriteOn(selection, part, lookup.Type);
        var inner = selection.ToString();
        var fragment = "";
        if (!inner.Contains(KeyedText.Number, StringComparison.Ordinal))
        {
            fragment = $" fragment F{number} {inner["...".Length..]}";
            inner = $"...F{number}";
        }

        return new KeyedLookup(
            isOfMany,
            new KeyedText(definitions.ToString(), isQuoted: true),
            new KeyedText($"{_keyNames}:{call}{{{inner}}}", isQuoted: true),
            OperationText.Encode("", fragment),
            [.. lookup.Arguments.Select((_, index) => new KeyedText($"\"{_keyNames}_{index}\":", isQuoted: false))],
            number)
        {
            OptionalField = fetch.Parts.Count == 1
                ? null
                : new KeyedText(
                    $"{_keyNames}:{call}@include(if:${KeyedLookup.OptionOf(number)}){{{inner}}}", isQuoted: true),
        };
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

        if (selection.Fields.All(static field => field.Types is null))
        {
            TrimSeparator(text);
            return;
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
        if (field.Conditions.Count == 0)
        {
            WriteNamed(text, field);
            WriteBelow(text, field, isAround: false);
            return;
        }

        // A directive may stand once in a place; more conditions of its kind stand around the field.
        var around = field.Conditions.Where((condition, index) => !IsLastOfKind(field.Conditions, index)).ToArray();
        foreach (var condition in around)
        {
            text.Append("...").Append(Condition(condition)).Append('{');
        }

        WriteNamed(text, field);
        text.AppendJoin("", field.Conditions.Except(around).Select(Condition));
        WriteBelow(text, field, around.Length > 0);
        text.Append('}', around.Length);
    }

    private void WriteNamed(StringBuilder text, FetchField field)
    {
        var name = WireName.Of(field.Field);
        text.Append(field.ResponseName == name ? name : $"{field.ResponseName}:{name}");
        if (field.Arguments.Count > 0)
        {
            text.Append('(').AppendJoin(',', field.Arguments.Select(Argument)).Append(')');
        }
    }

    private void WriteBelow(StringBuilder text, FetchField field, bool isAround)
    {
        if (field.Selection is { } selection)
        {
            text.Append('{');
            WriteFields(text, selection);
            text.Append('}');
        }
        else if (!isAround)
        {
            text.Append(' ');
        }
    }

    private static bool IsLastOfKind(IReadOnlyList<FetchCondition> conditions, int index) =>
        !conditions.Skip(index + 1).Any(later => later.Include == conditions[index].Include);

    /// <remarks>Source: GraphQL §3.13.1, §3.13.2.</remarks>
    private string Condition(FetchCondition condition)
    {
        Use(condition.Variable);
        return $"@{(condition.Include ? "include" : "skip")}(if:${variables.All[condition.Variable].Name})";
    }

    private string Argument(FetchArgument argument)
    {
        if (argument.Literal is null)
        {
            return $"{WireName.Of(argument.Definition)}:${FilledIn(argument)}";
        }

        foreach (var index in argument.Source is ArgumentSource.Variable or ArgumentSource.Template
            ? argument.Indexes
            : [])
        {
            Use(index);
        }

        return $"{WireName.Of(argument.Definition)}:{Printer.Print(argument.Literal!)}";
    }

    /// <summary>The variable of a value that the gateway fills in.</summary>
    private string FilledIn(FetchArgument argument)
    {
        if (argument.Source == ArgumentSource.Claim)
        {
            Claims.Add((argument.Claim!, $"$_claim_{Claims.Count}:{argument.Definition.Type}", _part));
            return $"_claim_{Claims.Count - 1}";
        }

        if (_keyNames is null)
        {
            throw new SourceException(
                SourceErrorCodes.Failed,
                $"{fetch.Source}: argument {argument.Definition.Name} takes a value of its entity, which only a "
                + "lookup of one entity can be given.");
        }

        var name = $"{_keyNames}_{argument.Indexes[0]}";
        var definition = $"${name}:{argument.Definition.Type},";
        if (!_keyDefinitions.ToString().Contains(definition, StringComparison.Ordinal))
        {
            _keyDefinitions.Append(definition);
        }

        return name;
    }

    private void Use(int variable)
    {
        if (!_used.TryGetValue(variable, out var parts))
        {
            _used.Add(variable, parts = []);
        }

        parts.Add(_part);
    }

    private static void TrimSeparator(StringBuilder text)
    {
        if (text[^1] == ' ')
        {
            text.Length--;
        }
    }
}
