using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>The variables an operation defines and uses.</summary>
internal static class VariableUses
{
    /// <summary>Of two definitions with one name the last; that they are two is another rule's.</summary>
    public static Dictionary<Name, VariableDefinitionNode> DefinedBy(DefinitionFacts operation)
    {
        var defined = new Dictionary<Name, VariableDefinitionNode>();
        foreach (var variable in operation.Operation!.VariableDefinitions)
        {
            defined[variable.Variable.Name] = variable;
        }

        return defined;
    }

    /// <summary>All uses in the operation and in each fragment that it reaches.</summary>
    public static List<VariableUse> Of(DefinitionFacts operation, ValidationContext context)
    {
        if (operation.Spreads.Count == 0)
        {
            return operation.Variables;
        }

        return operation.ReachedVariables ??= Gather(operation, context);
    }

    private static List<VariableUse> Gather(DefinitionFacts operation, ValidationContext context)
    {
        var uses = new List<VariableUse>();
        foreach (var definition in context.Reach(operation))
        {
            context.Charge(definition.Variables.Count);
            uses.AddRange(definition.Variables);
        }

        return uses;
    }
}
