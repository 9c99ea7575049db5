using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>Puts together the argument values of one call, in the order of the field's argument definitions.</summary>
internal sealed class BoundArguments
{
    private readonly Slot[] _slots;

    /// <param name="field">The bound field, or one below it.</param>
    /// <param name="lookup">Gives the keys that are arguments; null for a field that takes none.</param>
    public BoundArguments(FetchField field, FetchLookup? lookup)
    {
        var definitions = field.Field.Arguments;
        _slots = new Slot[definitions.Count];
        for (var index = 0; index < _slots.Length; index++)
        {
            var definition = definitions[index];
            var key = lookup is { Field: not null } ? IndexOf(lookup.Arguments, definition.Name) : -1;
            var argument = field.Arguments.FirstOrDefault(candidate => candidate.Definition.Name == definition.Name);
            _slots[index] = new Slot(
                definition,
                key,
                argument,
                Constant(definition, argument),
                key >= 0 && lookup!.Kind == LookupKind.Batch,
                OwnerDirective.Of(definition));
        }
    }

    /// <param name="context">Variables and claims.</param>
    /// <param name="keys">Null for a root field.</param>
    /// <param name="first">The first key of the call.</param>
    /// <param name="count">How many keys the call takes: one, or several of a batch.</param>
    /// <param name="bytes">The values, one after the other.</param>
    /// <param name="ends">Where each value ends.</param>
    public void Write(FetchContext context, KeyBatch? keys, int first, int count, PooledBytes bytes, int[] ends)
    {
        for (var index = 0; index < _slots.Length; index++)
        {
            var start = bytes.Length;
            WriteOne(_slots[index], context, keys, first, count, bytes);
            ends[index] = bytes.Length;
            if (context.EnforcesOwnership && _slots[index].Owner is { } owner
                && !Ownership.Holds(bytes.Span[start..], context.FindClaims(owner.Claim)))
            {
                throw new SourceException(Ownership.Code, "The caller may not ask for this.", $"@owner({owner.Claim})");
            }
        }
    }

    public int Count => _slots.Length;

    private static void WriteOne(
        in Slot slot, FetchContext context, KeyBatch? keys, int first, int count, PooledBytes bytes)
    {
        if (slot.IsListOfKeys)
        {
            bytes.Write((byte)'[');
            for (var key = first; key < first + count; key++)
            {
                bytes.Write(key > first ? ","u8 : ""u8);
                bytes.Write(keys!.Value(key, slot.Key));
            }

            bytes.Write((byte)']');
        }
        else if (slot.Key >= 0)
        {
            bytes.Write(keys!.Value(first, slot.Key));
        }
        else
        {
            WriteArgument(slot, context, keys, first, bytes);
        }
    }

    private static void WriteArgument(in Slot slot, FetchContext context, KeyBatch? keys, int key, PooledBytes bytes)
    {
        switch (slot.Argument?.Source)
        {
            case ArgumentSource.Key:
                bytes.Write(keys!.Value(key, slot.Argument.Indexes[0]));
                break;
            case ArgumentSource.Variable:
                WriteVariable(slot, context, bytes);
                break;
            case ArgumentSource.Template:
                WriteTemplate(slot.Definition, slot.Argument.Literal!, context, bytes);
                break;
            case ArgumentSource.Claim:
                WriteClaim(slot.Argument, context, bytes);
                break;
            default:
                bytes.Write(slot.Default);
                break;
        }
    }

    /// <remarks>Source: GraphQL §6.4.1: a variable without value leaves the default; null is a value.</remarks>
    private static void WriteVariable(in Slot slot, FetchContext context, PooledBytes bytes)
    {
        if (!context.Variables.TryGet(slot.Argument!.Indexes[0], out var value))
        {
            bytes.Write(slot.Default);
            return;
        }

        if (slot.Definition.Type.IsNonNull && value.SequenceEqual("null"u8))
        {
            throw Unfit(slot.Definition, "null for a non-null argument");
        }

        bytes.Write(value);
    }

    private static void WriteTemplate(
        InputValueDefinition definition, ValueNode literal, FetchContext context, PooledBytes bytes)
    {
        try
        {
            InputCoercion.WriteLiteral(literal, definition.Type, context.Variables, bytes);
        }
        catch (InputCoercionException unfit)
        {
            throw Unfit(definition, unfit.Message);
        }
    }

    private static SourceException Unfit(InputValueDefinition definition, string detail) => new(
        SourceErrorCodes.InvalidArgument,
        $"The value for the argument {definition.Name} does not fit its type.",
        detail);

    /// <remarks>Fail closed: without the claim there is no call, so a call never runs for nobody's data.</remarks>
    private static void WriteClaim(FetchArgument argument, FetchContext context, PooledBytes bytes)
    {
        var values = context.FindClaims(argument.Claim!);
        if (values.Count != 1)
        {
            throw new SourceException(
                "UNAUTHENTICATED",
                "This needs a signed-in caller.",
                $"claim {argument.Claim} has {values.Count} values");
        }

        bytes.Write((byte)'"');
        bytes.Write(System.Text.Json.JsonEncodedText.Encode(values[0]).EncodedUtf8Bytes);
        bytes.Write((byte)'"');
    }

    /// <summary>
    /// What is sent when a request brings no value: the literal in the operation, else the definition's
    /// default.
    /// </summary>
    private static byte[] Constant(InputValueDefinition definition, FetchArgument? argument)
    {
        var literal = argument switch
        {
            { Source: ArgumentSource.Constant } => argument.Literal,
            { Source: ArgumentSource.Template } => null,
            _ => definition.DefaultValue,
        };
        return literal is null ? [] : InputCoercion.ToJson(literal, definition.Type);
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (names[index] == name)
            {
                return index;
            }
        }

        return -1;
    }

    private readonly record struct Slot(
        InputValueDefinition Definition,
        int Key,
        FetchArgument? Argument,
        byte[] Default,
        bool IsListOfKeys,
        Ownership? Owner);
}
