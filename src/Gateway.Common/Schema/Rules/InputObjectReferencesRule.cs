namespace Gateway.Common.Schema.Rules;

/// <summary>An input object does not require itself through non-null fields. Source: GraphQL §3.10.1.</summary>
internal static class InputObjectReferencesRule
{
    public static void Check(TypeSystemContext context)
    {
        var search = new CycleSearch<InputObjectType, InputValueDefinition>(
            RequiredInputObjects, cycle => Report(context, cycle));
        foreach (var type in context.Types.OfType<InputObjectType>())
        {
            if (RequiresOne(type))
            {
                search.From(type);
            }
        }
    }

    private static bool RequiresOne(InputObjectType type)
    {
        foreach (var field in type.Fields)
        {
            if (field.Type is NonNullType { Nullable: InputObjectType })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(InputValueDefinition Edge, InputObjectType Target)> RequiredInputObjects(
        InputObjectType type)
    {
        foreach (var field in type.Fields)
        {
            if (field.Type is NonNullType { Nullable: InputObjectType target })
            {
                yield return (field, target);
            }
        }
    }

    private static void Report(TypeSystemContext context, IReadOnlyList<InputValueDefinition> cycle) =>
        context.Report(
            SchemaErrorCodes.InputObjectReferencesItself,
            $"The input object \"{cycle[^1].Type.Named}\" requires itself through "
            + $"\"{string.Join('.', cycle.Select(field => field.Name))}\".",
            [.. cycle.Select(field => TypeSystemContext.At(field.Syntax))]);
}
