using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary><c>@listSize</c> of a field. Source: IBM GraphQL Cost Directives §3.4.</summary>
/// <param name="AssumedSize">Items where no slicing argument has a value; null where it does not say.</param>
/// <param name="SlicingArguments">Arguments, or paths into them, that hold the size.</param>
/// <param name="SizedFields">Fields below, or paths to them, that have the size; empty for the field itself.</param>
/// <param name="RequiresOneSlicingArgument">Whether exactly one of them must be given.</param>
internal sealed record ListSizeDirective(
    double? AssumedSize,
    IReadOnlyList<string[]> SlicingArguments,
    IReadOnlyList<string[]> SizedFields,
    bool RequiresOneSlicingArgument)
{
    /// <summary>The field's own, or that of a field which may answer in its place; null where there is none.</summary>
    public static ListSizeDirective? Of(FieldDefinition field, NamedType parent, GraphQLSchema schema)
    {
        if (field.FindDirective("listSize"u8) is { } own)
        {
            return Read(own);
        }

        if (parent is InterfaceType)
        {
            foreach (var possible in schema.PossibleTypes(parent))
            {
                if (possible.Fields.Find(field.Utf8Name)?.FindDirective("listSize"u8) is { } directive)
                {
                    return Read(directive);
                }
            }
        }

        return null;
    }

    public static ValueNode? Argument(DirectiveNode directive, ReadOnlySpan<byte> name)
    {
        var arguments = directive.Arguments;
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].Name.Is(name))
            {
                return arguments[index].Value;
            }
        }

        return null;
    }

    private static ListSizeDirective Read(DirectiveNode directive)
    {
        var slicing = Paths(Argument(directive, "slicingArguments"u8));
        var requiresOne = Argument(directive, "requireOneSlicingArgument"u8) is not BooleanValueNode { Value: false };
        return new ListSizeDirective(
            Argument(directive, "assumedSize"u8) is IntValueNode size ? SlicingSize.OfNumber(size) : null,
            slicing,
            Paths(Argument(directive, "sizedFields"u8)),
            slicing.Count > 0 && requiresOne);
    }

    private static IReadOnlyList<string[]> Paths(ValueNode? value) => value switch
    {
        StringValueNode one => [one.Value.Split('.')],
        ListValueNode list => [.. list.Values.OfType<StringValueNode>().Select(static path => path.Value.Split('.'))],
        _ => [],
    };
}
