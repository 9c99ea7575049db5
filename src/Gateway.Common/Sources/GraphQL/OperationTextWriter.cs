using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>Renders one fetch as a GraphQL operation without superfluous white space.</summary>
internal sealed class OperationTextWriter(Fetch fetch, OperationVariables variables)
{
    /// <summary>Stands for the parts that are asked in every run.</summary>
    public const int Always = -1;

    /// <summary>What held a longer text is not kept to be written over.</summary>
    private const int KeptCharsMax = 16_384;

    private SortedDictionary<int, SortedSet<int>>? _used;
    private List<string>? _definitions;
    private List<(string Name, string Definition, int Part)>? _claims;
    private StringBuilder _keyDefinitions = null!;
    private string? _keyNames;
    private int _part = Always;

    /// <summary>Indexes of variables, each with the parts that use it.</summary>
    public IReadOnlyCollection<KeyValuePair<int, SortedSet<int>>> UsedVariables =>
        _used ?? (IReadOnlyCollection<KeyValuePair<int, SortedSet<int>>>)[];

    /// <summary>Names of claims, the variables that take them, and the part that uses them.</summary>
    public IReadOnlyList<(string Name, string Definition, int Part)> Claims =>
        _claims ?? (IReadOnlyList<(string, string, int)>)[];

    public PartText[] Parts { get; } = new PartText[fetch.Parts.Count];

    /// <summary>The operation without its last brace, around what is written for each key.</summary>
    /// <param name="start">What stands before the definitions of keys.</param>
    /// <param name="middle">What stands before their fields, escaped.</param>
    public void Write(out string start, out byte[] middle)
    {
        var text = Magazines<StringBuilder>.TryTake() ?? new StringBuilder();
        for (var index = 0; index < fetch.Parts.Count; index++)
        {
            WritePart(text, fetch.Parts[index], index);
        }

        var isKeyed = Array.Exists(Parts, static part => part.Lookup is not null);
        start = Head(isKeyed);
        middle = OperationText.Encode(isKeyed ? "){" : "{", CharsOf(text));
        if (text.Capacity <= KeptCharsMax)
        {
            Magazines<StringBuilder>.Put(text.Clear());
        }
    }

    /// <summary>Without a copy where they stand in one piece, as they do once a text was as long.</summary>
    private static ReadOnlySpan<char> CharsOf(StringBuilder text)
    {
        var chunks = text.GetChunks().GetEnumerator();
        chunks.MoveNext();
        return chunks.Current.Length == text.Length ? chunks.Current.Span : text.ToString();
    }

    private string Head(bool isKeyed)
    {
        var definitions = _used is null && _definitions is null && _claims is null ? "" : string.Join(',', UsedVariables
            .Where(static used => used.Value.Contains(Always))
            .Select(used => Definition(variables.All[used.Key]))
            .Concat(_definitions ?? [])
            .Concat(Claims.Where(static claim => claim.Part == Always).Select(static claim => claim.Definition)));
        var head = fetch.Operation switch
        {
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
            _ => definitions.Length == 0 && !isKeyed ? "" : "query",
        };
        return isKeyed ? $"{head}({definitions}{(definitions.Length == 0 ? "" : ",")}"
            : definitions.Length == 0 ? head
            : $"{head}({definitions})";
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
                WriteFields(text, part.Selection);
                break;
            case { Kind: LookupKind.Entities } when isKeyed:
                Parts[number] = new PartText($"_{number}", null, KeyedEntities(part, number));
                break;
            case { Kind: LookupKind.Entities } lookup:
                WriteEntities(text, part, lookup, number);
                break;
            case { Kind: LookupKind.Single, Field: { } field }:
                Parts[number] = new PartText($"_{number}", null, Keyed(part, field, number));
                break;
            default:
                throw new SourceException(
                    SourceErrorCodes.Failed, $"{fetch.Source} has no way to be asked for {part.Selection.Type.Name}.");
        }
    }

    private void WriteEntities(StringBuilder text, FetchPart part, FetchLookup lookup, int number)
    {
        var isOnly = fetch.Parts.Count == 1;
        var alias = isOnly ? "_entities" : $"_entities_{number}";
        var variable = isOnly ? "representations" : $"representations_{number}";
        (_definitions ??= []).Add($"${variable}:[_Any!]!");
        Parts[number] = new PartText(alias, variable, null);
        if (!isOnly)
        {
            text.Append(alias).Append(':');
        }

        text.Append("_entities(representations:$").Append(variable).Append("){");
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

        var isConditioned = false;
        for (var index = 0; index < selection.Fields.Count; index++)
        {
            var field = selection.Fields[index];
            isConditioned |= field.Types is not null;
            if (field.Types is null)
            {
                WriteField(text, field);
            }
        }

        if (isConditioned)
        {
            WriteByType(text, selection);
        }

        TrimSeparator(text);
    }

    private void WriteByType(StringBuilder text, FetchSelection selection)
    {
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
        if (field.ResponseName != name)
        {
            text.Append(field.ResponseName).Append(':');
        }

        text.Append(name);
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
            _claims ??= [];
            _claims.Add((argument.Claim!, $"$_claim_{_claims.Count}:{argument.Definition.Type}", _part));
            return $"_claim_{_claims.Count - 1}";
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
        _used ??= [];
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
