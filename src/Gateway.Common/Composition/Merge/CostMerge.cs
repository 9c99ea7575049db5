using System.Globalization;
using System.Text;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges what sources say of a member's cost and of the length of a list.</summary>
/// <remarks>
/// Shape: the greatest weight; the greatest assumed size, all slicing arguments and sized fields, and one slicing
/// argument required only where every source requires it. Source: Apollo Federation v2.9 <c>@cost</c>,
/// <c>@listSize</c>.
/// </remarks>
internal static class CostMerge
{
    private const string AssumedSize = "assumedSize";
    private const string RequireOne = "requireOneSlicingArgument";

    public static DirectiveNode[] OfCosts(IReadOnlyList<DirectiveNode> applied) => [applied.MaxBy(WeightOf)!];

    public static DirectiveNode[] OfListSizes(IReadOnlyList<DirectiveNode> applied)
    {
        var arguments = new List<ArgumentNode>();
        if (Values(applied, AssumedSize).OfType<IntValueNode>().MaxBy(NumberOf) is { } assumed)
        {
            arguments.Add(new ArgumentNode(new Name(AssumedSize), assumed, default));
        }

        AddUnion(applied, "slicingArguments", arguments);
        AddUnion(applied, "sizedFields", arguments);
        if (Values(applied, RequireOne).OfType<BooleanValueNode>().ToList() is { Count: > 0 } flags)
        {
            // Where it is not said it is true.
            var isRequired = flags.TrueForAll(flag => flag.Value);
            arguments.Add(new ArgumentNode(new Name(RequireOne), new BooleanValueNode(isRequired, default), default));
        }

        return [new DirectiveNode(new Name(Words.ListSize), [.. arguments], default)];
    }

    private static double WeightOf(DirectiveNode cost) => NumberOf(DirectiveArguments.Find(cost, "weight"u8));

    /// <summary>The IBM specification writes weights as strings, Apollo's as numbers.</summary>
    private static double NumberOf(ValueNode? value)
    {
        var text = value switch
        {
            IntValueNode number => Encoding.UTF8.GetString(number.Utf8),
            FloatValueNode number => Encoding.UTF8.GetString(number.Utf8),
            StringValueNode number => number.Value,
            _ => "",
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : 0;
    }

    private static IEnumerable<ValueNode> Values(IEnumerable<DirectiveNode> applied, string name) =>
        applied.Select(directive => DirectiveArguments.Find(directive, Encoding.UTF8.GetBytes(name)))
            .OfType<ValueNode>();

    private static void AddUnion(IReadOnlyList<DirectiveNode> applied, string name, List<ArgumentNode> arguments)
    {
        var values = Values(applied, name)
            .SelectMany(value => value is ListValueNode list ? list.Values : [value])
            .Distinct(SyntaxComparer.Instance)
            .Cast<ValueNode>()
            .ToArray();
        if (values.Length > 0)
        {
            arguments.Add(new ArgumentNode(new Name(name), new ListValueNode(values, default), default));
        }
    }
}
