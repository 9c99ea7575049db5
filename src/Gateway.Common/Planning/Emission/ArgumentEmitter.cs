using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Resolves where each argument of a field comes from.</summary>
internal sealed class ArgumentEmitter(OperationVariables variables)
{
    /// <param name="via">The field as the source has it, with arguments that the gateway fills in.</param>
    /// <param name="given">Arguments that the client gave.</param>
    /// <param name="keys">The part's keys that required and contextual arguments take.</param>
    public FetchArgument[] Emit(
        FieldSource via, IReadOnlyList<ArgumentNode> given, FilledInKeys keys)
    {
        if (given.Count == 0
            && via is { RequiredArguments.Count: 0, ContextArguments.Count: 0, ClaimArguments.Count: 0 })
        {
            return [];
        }

        var arguments = new List<FetchArgument>(given.Count);
        foreach (var node in given)
        {
            if (via.Field.Arguments.Find(node.Name.Utf8) is { } definition)
            {
                arguments.Add(FromLiteral(definition, node.Value));
            }
        }

        foreach (var required in via.RequiredArguments)
        {
            arguments.Add(FromKey(required.Definition, keys));
        }

        foreach (var contextual in via.ContextArguments)
        {
            arguments.Add(FromKey(contextual.Definition, keys));
        }

        foreach (var claim in via.ClaimArguments)
        {
            arguments.Add(new FetchArgument
            {
                Definition = claim.Definition,
                Source = ArgumentSource.Claim,
                Claim = claim.Claim,
            });
        }

        return [.. arguments];
    }

    private static FetchArgument FromKey(InputValueDefinition definition, FilledInKeys keys) => new()
    {
        Definition = definition,
        Source = ArgumentSource.Key,
        Indexes = [keys.IndexOf(definition)],
    };

    private FetchArgument FromLiteral(InputValueDefinition definition, ValueNode value)
    {
        if (value is VariableNode variable)
        {
            return new FetchArgument
            {
                Definition = definition,
                Source = ArgumentSource.Variable,
                Literal = value,
                Indexes = [variables.IndexOf(variable.Name)],
            };
        }

        var indexes = new List<int>();
        CollectVariables(value, indexes);
        return new FetchArgument
        {
            Definition = definition,
            Source = indexes.Count == 0 ? ArgumentSource.Constant : ArgumentSource.Template,
            Literal = value,
            Indexes = [.. indexes],
        };
    }

    private void CollectVariables(ValueNode value, List<int> indexes)
    {
        switch (value)
        {
            case VariableNode variable:
                indexes.Add(variables.IndexOf(variable.Name));
                break;
            case ListValueNode list:
                foreach (var element in list.Values)
                {
                    CollectVariables(element, indexes);
                }

                break;
            case ObjectValueNode @object:
                foreach (var field in @object.Fields)
                {
                    CollectVariables(field.Value, indexes);
                }

                break;
        }
    }
}

/// <summary>Which of a part's keys are values for arguments of its fields.</summary>
/// <param name="First">The number of the first of them.</param>
/// <param name="Definitions">The arguments, in the keys' order.</param>
internal readonly record struct FilledInKeys(int First, InputValueDefinition[] Definitions)
{
    public int IndexOf(InputValueDefinition definition) => First + Array.IndexOf(Definitions, definition);
}
