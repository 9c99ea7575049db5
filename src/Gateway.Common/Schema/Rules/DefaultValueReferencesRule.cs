using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Filling in the defaults of input fields comes to an end.</summary>
/// <remarks>Source: GraphQL §3.10.1 InputObjectDefaultValueHasCycle.</remarks>
internal static class DefaultValueReferencesRule
{
    public static void Check(TypeSystemContext context)
    {
        var search = new CycleSearch<InputValueDefinition, InputValueDefinition>(
            DefaultsNeeded, cycle => Report(context, cycle));
        foreach (var type in context.Types.OfType<InputObjectType>())
        {
            foreach (var field in type.Fields)
            {
                if (NeedsDefaults(field))
                {
                    search.From(field);
                }
            }
        }
    }

    /// <summary>The fields whose own defaults are filled in where the field's default is used.</summary>
    private static List<(InputValueDefinition Edge, InputValueDefinition Target)> DefaultsNeeded(
        InputValueDefinition field)
    {
        var needed = new List<(InputValueDefinition Edge, InputValueDefinition Target)>();
        if (NeedsDefaults(field))
        {
            Gather((InputObjectType)field.Type.Named, field.DefaultValue!, needed);
        }

        return needed;
    }

    private static bool NeedsDefaults(InputValueDefinition field) =>
        field is { DefaultValue: ListValueNode or ObjectValueNode, Type.Named: InputObjectType };

    private static void Gather(
        InputObjectType type,
        ValueNode value,
        List<(InputValueDefinition Edge, InputValueDefinition Target)> needed)
    {
        if (value is ListValueNode list)
        {
            foreach (var item in list.Values)
            {
                Gather(type, item, needed);
            }
        }
        else if (value is ObjectValueNode @object)
        {
            foreach (var field in type.Fields)
            {
                var given = @object.Fields.FirstOrDefault(candidate => candidate.Name == field.SourceName);
                if (given is null && field.DefaultValue is not null)
                {
                    needed.Add((field, field));
                }
                else if (given is not null && field.Type.Named is InputObjectType inner)
                {
                    Gather(inner, given.Value, needed);
                }
            }
        }
    }

    private static void Report(TypeSystemContext context, IReadOnlyList<InputValueDefinition> cycle) =>
        context.Report(
            SchemaErrorCodes.DefaultValueReferencesItself,
            $"The default of the input field \"{cycle[^1].Name}\" needs itself.",
            [.. cycle.Select(field => TypeSystemContext.At(field.Syntax))]);
}
