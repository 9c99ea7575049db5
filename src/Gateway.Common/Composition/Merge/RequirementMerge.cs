using System.Text;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges what sources demand of a caller: every source's demand has to be met.</summary>
/// <remarks>
/// Shape: each demand is a list of alternatives, each of these a list of names that must all be held; the result is
/// one demand whose alternatives combine one of each source, without those that another one makes needless. Where
/// there would be more than <see cref="AlternativesMax"/>, the demands stay side by side, to the same effect.
/// Source: Apollo Federation v2.12 on merging <c>@requiresScopes</c> and <c>@policy</c>.
/// </remarks>
internal static class RequirementMerge
{
    private const int AlternativesMax = 64;

    /// <param name="argument"><c>scopes</c> or <c>policies</c>.</param>
    public static DirectiveNode[] Merge(IReadOnlyList<DirectiveNode> applied, string argument)
    {
        var different = applied.Distinct(SyntaxComparer.Instance).Cast<DirectiveNode>().ToArray();
        var name = Encoding.UTF8.GetBytes(argument);
        List<string[]> all = [[]];
        foreach (var directive in different.Length > 1 ? different : [])
        {
            all = Combine(all, Read(DirectiveArguments.Find(directive, name)));
            if (all.Count > AlternativesMax)
            {
                return different;
            }
        }

        return different.Length > 1 ? [Write(different[0].Name, argument, all)] : different;
    }

    private static List<string[]> Combine(List<string[]> left, List<string[]> right)
    {
        var combined = new List<string[]>();
        foreach (var one in left)
        {
            combined.AddRange(right.Select(other => one.Union(other).Order(StringComparer.Ordinal).ToArray()));
        }

        return [.. combined.Where((names, index) => !combined.Where((other, place) =>
            place != index && IsNeedless(names, other, isLater: place < index)).Any())];
    }

    /// <summary>Who holds more than another alternative asks for passes by that one.</summary>
    private static bool IsNeedless(string[] names, string[] other, bool isLater) =>
        other.All(names.Contains) && (other.Length < names.Length || isLater);

    private static List<string[]> Read(ValueNode? value) => value is ListValueNode outer
        ? [.. outer.Values.Select(inner => inner is ListValueNode names
            ? [.. names.Values.Select(DirectiveArguments.Text).OfType<string>()]
            : new[] { DirectiveArguments.Text(inner) ?? "" })]
        : [];

    private static DirectiveNode Write(Name name, string argument, List<string[]> all)
    {
        var outer = new ListValueNode(
            [.. all.Select(ValueNode (names) => new ListValueNode([.. names.Select(Text)], default))], default);
        return new DirectiveNode(name, [new ArgumentNode(new Name(argument), outer, default)], default);
    }

    private static ValueNode Text(string text) =>
        new StringValueNode(Encoding.UTF8.GetBytes(text), isBlock: false, default);
}
