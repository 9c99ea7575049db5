using System.Buffers.Text;
using System.Globalization;
using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>Why a constant literal does not fit a type.</summary>
/// <param name="Node">The value or input field at fault.</param>
internal readonly record struct LiteralFault(SyntaxNode Node, string Message);

/// <summary>Checks constant literals against input types. Source: GraphQL §3.5 to §3.12, Input Coercion.</summary>
internal static class LiteralFaults
{
    public static IReadOnlyList<LiteralFault> Find(ValueNode value, SchemaType type)
    {
        // Most literals are leaves that fit; those need no list.
        if (type.Nullable is NamedType { IsLeaf: true } leaf && value is not NullValueNode && FitsLeaf(value, leaf))
        {
            return [];
        }

        var faults = new List<LiteralFault>();
        Check(value, type, faults);
        return faults;
    }

    /// <summary>Whether a literal that is no list, object, null or variable fits a scalar or enum.</summary>
    public static bool FitsLeaf(ValueNode value, NamedType type) => (type, value) switch
    {
        (EnumType @enum, EnumValueNode name) => @enum.Values.Find(name.Name.Utf8) is not null,
        (ScalarType { Kind: ScalarKind.Custom }, _) => true,
        (ScalarType { Kind: ScalarKind.Int }, IntValueNode number) => IsInt32(number.Utf8),
        (ScalarType { Kind: ScalarKind.Float }, IntValueNode number) => IsFinite(number.Utf8),
        (ScalarType { Kind: ScalarKind.Float }, FloatValueNode number) => IsFinite(number.Utf8),
        (ScalarType { Kind: ScalarKind.String or ScalarKind.ID }, StringValueNode) => true,
        (ScalarType { Kind: ScalarKind.ID }, IntValueNode) => true,
        (ScalarType { Kind: ScalarKind.Boolean }, BooleanValueNode) => true,
        _ => false,
    };

    private static bool IsInt32(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int _, out var consumed) && consumed == digits.Length;

    private static bool IsFinite(ReadOnlySpan<byte> digits) =>
        double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number);

    private static void Check(ValueNode value, SchemaType type, List<LiteralFault> faults)
    {
        if (value is NullValueNode)
        {
            if (type.IsNonNull)
            {
                faults.Add(new LiteralFault(value, $"\"{type}\" cannot be null."));
            }

            return;
        }

        switch (type.Nullable)
        {
            case ListType list when value is ListValueNode items:
                foreach (var item in items.Values)
                {
                    Check(item, list.ElementType, faults);
                }

                break;
            case ListType list:
                Check(value, list.ElementType, faults);
                break;
            case InputObjectType input:
                CheckObject(value, input, faults);
                break;
            case NamedType leaf when !FitsLeaf(value, leaf):
                faults.Add(new LiteralFault(value, $"the value is no \"{leaf}\"."));
                break;
        }
    }

    private static void CheckObject(ValueNode value, InputObjectType type, List<LiteralFault> faults)
    {
        if (value is not ObjectValueNode @object)
        {
            faults.Add(new LiteralFault(value, $"the value is no \"{type}\"."));
            return;
        }

        foreach (var given in @object.Fields)
        {
            if (type.Fields.Find(given.Name.Utf8) is { } field)
            {
                Check(given.Value, field.Type, faults);
            }
            else
            {
                faults.Add(new LiteralFault(given, $"\"{type}\" has no field \"{given.Name}\"."));
            }
        }

        foreach (var field in type.Fields)
        {
            if (field.IsRequired && @object.Fields.All(given => given.Name != field.SourceName))
            {
                faults.Add(new LiteralFault(value, $"\"{type}.{field.Name}\" is required."));
            }
        }

        if (type.IsOneOf && @object.Fields is not [{ Value: not NullValueNode }])
        {
            faults.Add(new LiteralFault(value, $"exactly one field of \"{type}\" must be given, and not as null."));
        }
    }
}
