using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Overlap;

/// <summary>When two fields may share a response name. Source: GraphQL §5.3.2.</summary>
internal static class FieldEquality
{
    /// <summary>Both are written the same way: lists and non-null alike, leaves of one type.</summary>
    /// <remarks>SameResponseShape(fieldA, fieldB), without what lies below.</remarks>
    public static bool SameShape(SchemaType left, SchemaType right)
    {
        if (left == right)
        {
            return true;
        }

        return (left, right) switch
        {
            (NonNullType a, NonNullType b) => SameShape(a.Nullable, b.Nullable),
            (ListType a, ListType b) => SameShape(a.ElementType, b.ElementType),
            (NamedType { IsLeaf: false }, NamedType { IsLeaf: false }) => true,
            _ => false,
        };
    }

    /// <summary>Equal sets of arguments, whatever their order.</summary>
    public static bool SameArguments(FieldNode left, FieldNode right, ValidationContext context)
    {
        if (left.Arguments.Count != right.Arguments.Count)
        {
            return false;
        }

        foreach (var argument in left.Arguments)
        {
            context.Charge(right.Arguments.Count);
            var other = Find(right.Arguments, argument.Name);
            if (other is null || !SameValue(argument.Value, other.Value, context))
            {
                return false;
            }
        }

        return true;
    }

    private static ArgumentNode? Find(IReadOnlyList<ArgumentNode> arguments, Name name)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].Name == name)
            {
                return arguments[index];
            }
        }

        return null;
    }

    private static bool SameValue(ValueNode left, ValueNode right, ValidationContext context)
    {
        context.Charge();
        return (left, right) switch
        {
            (ObjectValueNode a, ObjectValueNode b) => SameFields(a, b, context),
            (ListValueNode a, ListValueNode b) => SameItems(a, b, context),
            _ => SyntaxComparer.Instance.Equals(left, right),
        };
    }

    private static bool SameItems(ListValueNode left, ListValueNode right, ValidationContext context)
    {
        if (left.Values.Count != right.Values.Count)
        {
            return false;
        }

        for (var index = 0; index < left.Values.Count; index++)
        {
            if (!SameValue(left.Values[index], right.Values[index], context))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameFields(ObjectValueNode left, ObjectValueNode right, ValidationContext context)
    {
        if (left.Fields.Count != right.Fields.Count)
        {
            return false;
        }

        foreach (var field in left.Fields)
        {
            context.Charge(right.Fields.Count);
            if (!right.Fields.Any(other => other.Name == field.Name && SameValue(field.Value, other.Value, context)))
            {
                return false;
            }
        }

        return true;
    }
}
