using System.Buffers.Text;
using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>Finds the sizes that a field's slicing arguments give.</summary>
internal sealed class SlicingSize(VariableSet variables)
{
    private readonly List<VariableSize> _sliced = [];
    private double? _known;

    /// <summary>Slicing arguments that the document gives, though maybe by a variable without a value.</summary>
    public int GivenCount { get; private set; }

    /// <summary>Whether any size is known: by the document, or by the default of an argument.</summary>
    public bool HasSize => _known is not null || _sliced.Count > 0;

    public ListSize ToListSize(double assumed) => new(assumed, _known, [.. _sliced]);

    /// <summary>A whole number that is not negative; what is too large counts as very much.</summary>
    public static double OfNumber(IntValueNode number) =>
        Utf8Parser.TryParse(number.Utf8, out long value, out var read) && read == number.Utf8.Length
            ? Math.Max(value, 0)
            : OperationCost.Ceiling;

    public void Add(FieldNode field, FieldDefinition definition, string[] path)
    {
        if (definition.Arguments.Find(Encoding.UTF8.GetBytes(path[0])) is not { } argument)
        {
            return;
        }

        var given = field.Arguments.FirstOrDefault(candidate => candidate.Name.Is(argument.Utf8Name))?.Value;
        if (given is not null and not NullValueNode)
        {
            GivenCount++;
            Read(given, argument.Type, path.AsSpan(1), SizeOf(argument.DefaultValue, argument.Type, path.AsSpan(1)));
        }
        else if (given is null)
        {
            Know(SizeOf(argument.DefaultValue, argument.Type, path.AsSpan(1)));
        }
    }

    private void Know(double? size) => _known = size is { } value ? Math.Max(_known ?? 0, value) : _known;

    private void Read(ValueNode value, SchemaType type, ReadOnlySpan<string> path, double? otherwise)
    {
        if (value is VariableNode variable)
        {
            _sliced.Add(new VariableSize(variables.IndexOf(variable.Name), ToUtf8(path), otherwise));
        }
        else if (path.IsEmpty)
        {
            Know(SizeOf(value, type, path));
        }
        else if (value is ObjectValueNode fields && Field(type, path[0]) is { } definition)
        {
            var inner = fields.Fields.FirstOrDefault(field => field.Name.Is(definition.Utf8Name))?.Value;
            var fallback = SizeOf(definition.DefaultValue, definition.Type, path[1..]);
            if (inner is null)
            {
                Know(fallback);
            }
            else
            {
                Read(inner, definition.Type, path[1..], fallback);
            }
        }
    }

    /// <summary>What a constant says; null where it says no size.</summary>
    private static double? SizeOf(ValueNode? value, SchemaType type, ReadOnlySpan<string> path)
    {
        if (!path.IsEmpty)
        {
            return value is ObjectValueNode fields && Field(type, path[0]) is { } definition
                ? SizeOf(
                    fields.Fields.FirstOrDefault(field => field.Name.Is(definition.Utf8Name))?.Value
                        ?? definition.DefaultValue,
                    definition.Type,
                    path[1..])
                : null;
        }

        return value switch
        {
            IntValueNode number when type.Nullable is not ListType => OfNumber(number),
            ListValueNode list => list.Values.Count,
            null or NullValueNode => null,
            _ => type.Nullable is ListType ? 1 : null,
        };
    }

    private static InputValueDefinition? Field(SchemaType type, string name) =>
        (type.Nullable as InputObjectType)?.Fields.Find(Encoding.UTF8.GetBytes(name));

    private static byte[][] ToUtf8(ReadOnlySpan<string> path)
    {
        var names = new byte[path.Length][];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = Encoding.UTF8.GetBytes(path[index]);
        }

        return names;
    }
}
