using Gateway.Common.Composition.Merge;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules;

/// <summary>What the rules on arguments and input fields have in common.</summary>
internal static class InputTypes
{
    /// <summary>Types differ by nullability only.</summary>
    public static void CheckTypes(
        MergeContext context, List<InputOccurrence> occurrences, string coordinate, string code)
    {
        var first = occurrences[0];
        var type = TypeReferences.Of(first.Facts, first.Input.Type);
        foreach (var other in occurrences.Skip(1))
        {
            if (TypeReferences.MostRestrictive(type, TypeReferences.Of(other.Facts, other.Input.Type)) is { } merged)
            {
                type = merged;
                continue;
            }

            context.Errors.Add(
                code, other.Facts, coordinate,
                $"{coordinate} is {other.Input.Type} in '{other.Facts.Name}' and {first.Input.Type} in "
                + $"'{first.Facts.Name}': only nullability may differ.",
                other.Input.Syntax);
        }
    }

    /// <summary>Those that have a default have the same one.</summary>
    public static void CheckDefaults(
        MergeContext context, List<InputOccurrence> occurrences, string coordinate, string code)
    {
        var first = occurrences.Find(occurrence => occurrence.Input.DefaultValue is not null);
        foreach (var other in occurrences)
        {
            if (other.Input.DefaultValue is { } value
                && !SyntaxComparer.Instance.Equals(value, first!.Input.DefaultValue))
            {
                context.Errors.Add(
                    code, other.Facts, coordinate,
                    $"{coordinate} has another default value in '{other.Facts.Name}' than in '{first.Facts.Name}': "
                    + "give it the same in all sources.",
                    other.Input.Syntax);
            }
        }
    }

    /// <summary>What one source needs, all of them take.</summary>
    public static void CheckRequired(
        MergeContext context, List<InputOccurrence> occurrences, int holders, string coordinate, string code)
    {
        if (occurrences.Count < holders
            && occurrences.Find(occurrence => occurrence.Input.IsRequired) is { } required)
        {
            context.Errors.Add(
                code, required.Facts, coordinate,
                $"{coordinate} is required in '{required.Facts.Name}', but other sources do not have it: "
                + "make it optional, or add it to all of them.",
                required.Input.Syntax);
        }
    }
}
