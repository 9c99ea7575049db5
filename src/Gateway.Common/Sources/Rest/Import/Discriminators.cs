using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>
/// How a choice's member is told by a property. Source: OpenAPI 3.1 §4.8.25; Swagger 2.0 has the property alone.
/// </summary>
/// <remarks>
/// Shape: the choice's own discriminator, then those of choices within it. Of the same property they are one: what both
/// map is what both allow. Of another property an inner one tells its own choice's members apart.
/// </remarks>
internal sealed class Discriminators(
    ImportSession session, SchemaTypes types, IReadOnlyList<(SchemaUse Use, IReadOnlyList<string> Types)> nodes)
{
    /// <param name="discriminator">The choice's own, or null.</param>
    /// <param name="direct">The choice's members without those further down.</param>
    /// <param name="inner">Choices among them.</param>
    public List<DiscriminatorRule> Rules(
        ContractNode? discriminator,
        IReadOnlyList<(SchemaUse Use, IReadOnlyList<string> Types)> direct,
        IEnumerable<ChoiceMembers.Choice> inner)
    {
        var rules = new List<DiscriminatorRule>();
        if (discriminator is not null)
        {
            rules.Add(Own(discriminator, direct));
        }

        foreach (var choice in inner)
        {
            foreach (var rule in choice.Rules)
            {
                if (discriminator is not null && rule.Property == rules[0].Property)
                {
                    Merge(rules[0], rule);
                }
                else
                {
                    var within = rule.Within ?? [.. choice.Nodes.SelectMany(static node => node.Types).Distinct()];
                    rules.Add(rule with { Within = within });
                }
            }
        }

        return rules;
    }

    /// <returns>SDL; values that are the one member's own name are left out where that goes without saying.</returns>
    public static string Write(DiscriminatorRule rule)
    {
        var pairs = rule.Values
            .Where(pair => rule.Within is not null || pair.Value is not [var only] || only != pair.Key)
            .Select(static pair => $"[{List(pair.Value.Prepend(pair.Key))}]")
            .ToArray();
        var mapping = pairs.Length == 0 ? "" : $", mapping: [{string.Join(", ", pairs)}]";
        var within = rule.Within is null ? "" : $", within: [{List(rule.Within)}]";
        return $"@discriminator(property: {SdlWriter.Quote(rule.Property)}{mapping}{within})";
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(SdlWriter.Quote));

    private DiscriminatorRule Own(
        ContractNode discriminator, IReadOnlyList<(SchemaUse Use, IReadOnlyList<string> Types)> direct)
    {
        var property = discriminator.Kind == ContractNodeKind.String
            ? discriminator.Text
            : discriminator.FindText("propertyName") ?? "type";
        var values = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var mapped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, target) in discriminator.Map("mapping"))
        {
            if (TypesOf(target) is { } found)
            {
                mapped.UnionWith(found);
                values[value] = found;
            }
            else
            {
                session.Log.Warn(
                    ContractCodes.SchemaUnsound,
                    $"\"{value}\" of the discriminator's mapping names no member of the union.",
                    target);
            }
        }

        foreach (var (use, found) in direct)
        {
            if (use.Name is not null && !found.All(mapped.Contains))
            {
                values.TryAdd(use.Name, found);
            }
        }

        return new DiscriminatorRule(property, null, values);
    }

    private static void Merge(DiscriminatorRule outer, DiscriminatorRule inner)
    {
        foreach (var (value, found) in inner.Values)
        {
            if (!outer.Values.TryGetValue(value, out var known))
            {
                outer.Values.Add(value, found);
            }
            else if (known.Where(found.Contains).ToArray() is { Length: > 0 } both)
            {
                outer.Values[value] = both;
            }
        }
    }

    /// <summary>The member that a mapping's value names: by a component's name, or by reference.</summary>
    private IReadOnlyList<string>? TypesOf(ContractNode target)
    {
        // A name may have dots, as a file has: what is a member's name is meant so.
        if (nodes.FirstOrDefault(node => node.Use.Name == target.Text).Types is { } named)
        {
            return named;
        }

        if (target.Text.AsSpan().IndexOfAny('#', '.') < 0)
        {
            return null;
        }

        var core = session.Uses.Of(session.Files.Follow(target, target.Text)).Core;
        return nodes.FirstOrDefault(node => node.Use.Core == core).Types
            ?? (types.FindKnown(core) is { } type && nodes.Any(node => node.Types.Contains(type)) ? [type] : null);
    }
}
