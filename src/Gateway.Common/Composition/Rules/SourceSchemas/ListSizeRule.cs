using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What is said of the length of a list is about lists, sizes and arguments that are there.</summary>
/// <remarks>Source: Apollo Federation 2.9 LIST_SIZE_APPLIED_TO_NON_LIST, LIST_SIZE_INVALID_ASSUMED_SIZE,
/// LIST_SIZE_INVALID_SIZED_FIELD, LIST_SIZE_INVALID_SLICING_ARGUMENT.</remarks>
internal static class ListSizeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (facts.Find(field, Words.ListSize) is not { } directive)
            {
                continue;
            }

            foreach (var (code, fault) in Faults(field, directive))
            {
                errors.Add(
                    code, facts, field.Coordinate, $"@listSize on {field.Coordinate} cannot be used: {fault}.",
                    Places.Of(field, directive));
            }
        }
    }

    private static IEnumerable<(string Code, string Fault)> Faults(FieldDefinition field, DirectiveNode directive)
    {
        var sized = Names(directive, "sizedFields"u8);
        if (sized.Count == 0 && !field.Type.IsList)
        {
            yield return (
                CompositionErrorCodes.ListSizeAppliedToNonList,
                $"{field.Type} is no list; name the fields that are in sizedFields");
        }

        if (DirectiveArguments.Find(directive, "assumedSize"u8) is IntValueNode size && size.Utf8.StartsWith("-"u8))
        {
            yield return (CompositionErrorCodes.ListSizeInvalidAssumedSize, "assumedSize is negative; write 0 or more");
        }

        foreach (var name in sized)
        {
            if ((field.Type.Named as ComplexType)?.Fields.Find(name) is not { Type.IsList: true })
            {
                yield return (
                    CompositionErrorCodes.ListSizeInvalidSizedField,
                    $"{field.Type.Named.Name} has no list field {name}; name one that it has");
            }
        }

        foreach (var path in Names(directive, "slicingArguments"u8))
        {
            if (!IsInt(field.Arguments, path.Split('.')))
            {
                yield return (
                    CompositionErrorCodes.ListSizeInvalidSlicingArgument,
                    $"the field has no argument {path} of type Int; name one that it has");
            }
        }
    }

    private static IReadOnlyList<string> Names(DirectiveNode directive, ReadOnlySpan<byte> argument) =>
        DirectiveArguments.Find(directive, argument) switch
        {
            ListValueNode list => [.. list.Values.Select(DirectiveArguments.Text).OfType<string>()],
            StringValueNode name => [name.Value],
            _ => [],
        };

    private static bool IsInt(MemberMap<InputValueDefinition> inputs, ReadOnlySpan<string> path)
    {
        for (; path.Length > 0 && inputs.Find(path[0]) is { } input; path = path[1..])
        {
            if (path.Length == 1)
            {
                return input.Type.Nullable is ScalarType { Kind: ScalarKind.Int };
            }

            inputs = input.Type.Named is InputObjectType type ? type.Fields : MemberMap<InputValueDefinition>.Empty;
        }

        return false;
    }
}
