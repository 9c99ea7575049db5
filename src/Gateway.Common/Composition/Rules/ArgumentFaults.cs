using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>Finds what is wrong with constants that a directive's selection gives to a field.</summary>
/// <remarks>Source: GraphQL §5.4 Arguments, §5.6.1 Values of Correct Type.</remarks>
internal static class ArgumentFaults
{
    public static IEnumerable<string> Find(FieldDefinition field, IReadOnlyList<ArgumentNode> given)
    {
        foreach (var argument in given)
        {
            if (field.Arguments.Find(argument.Name.Utf8) is not { } definition)
            {
                yield return $"{field.Coordinate} has no argument {argument.Name}";
            }
            else if (HasVariable(argument.Value))
            {
                yield return $"argument {argument.Name} of {field.Coordinate} is no constant";
            }
            else if (LiteralFaults.Find(argument.Value, definition.Type) is [var fault, ..])
            {
                var reason = fault.Message.TrimEnd('.');
                yield return $"argument {argument.Name} of {field.Coordinate} does not fit: {reason}";
            }
        }

        foreach (var definition in field.Arguments)
        {
            if (definition.IsRequired && !given.Any(argument => argument.Name.Is(definition.Utf8Name)))
            {
                yield return $"argument {definition.Name} of {field.Coordinate} is required";
            }
        }
    }

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HasVariable),
        ObjectValueNode fields => fields.Fields.Any(field => HasVariable(field.Value)),
        _ => false,
    };
}
