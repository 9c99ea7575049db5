using System.Text.Json;
using Gateway.Common.Schema.Coercion;

namespace Gateway.Common.Schema;

/// <summary>Coerces the JSON <c>variables</c> of a request to an operation's variable definitions.</summary>
/// <remarks>
/// Shape: one pass over the bytes into pooled JSON, without a tree; names that the operation does not declare are
/// passed over. Errors: up to <see cref="VariableLimits.ErrorsMax"/>, each with its path; never an exception.
/// Source: GraphQL §6.1.2 Coercing Variable Values.
/// </remarks>
public static class VariableCoercion
{
    /// <param name="variables">The operation's variables.</param>
    /// <param name="json">The <c>variables</c> object as UTF-8; empty or <c>null</c> for none.</param>
    /// <param name="values">To be disposed by the caller; empty on failure.</param>
    /// <param name="errors">Empty on success.</param>
    /// <param name="limits">Null for the defaults.</param>
    public static bool TryCoerce(
        VariableSet variables,
        ReadOnlySpan<byte> json,
        out VariableValues values,
        out IReadOnlyList<VariableError> errors,
        VariableLimits? limits = null)
    {
        limits ??= VariableLimits.Default;
        values = VariableValues.Empty;
        if (json.Length > limits.BytesMax)
        {
            errors = [new VariableError(
                VariableError.VariablesTooLarge, null, "", $"The variables are larger than {limits.BytesMax} bytes.")];
            return false;
        }

        if (variables.Count == 0 && (json.IsEmpty || json.SequenceEqual("{}"u8)))
        {
            errors = [];
            return true;
        }

        var filled = VariableValues.Rent(variables);
        var coercer = new VariableReader(filled, limits, stackalloc int[VariableReader.PathLengthMax]);
        Read(ref coercer, json);
        if (coercer.Errors is { } found)
        {
            filled.Dispose();
            errors = found;
            return false;
        }

        values = filled;
        errors = [];
        return true;
    }

    private static void Read(ref VariableReader coercer, ReadOnlySpan<byte> json)
    {
        // One level more than the limit, so that the value at fault is still named; the object itself is another.
        var options = new JsonReaderOptions { MaxDepth = VariableReader.PathLengthMax + 1 };
        var reader = new Utf8JsonReader(json, options);
        try
        {
            coercer.ReadAll(ref reader, json.IsEmpty);
        }
        catch (JsonException) when (reader.CurrentDepth >= options.MaxDepth - 1)
        {
            coercer.Fail(
                VariableError.VariablesTooDeep, $"The variables are nested deeper than {options.MaxDepth} levels.");
        }
        catch (JsonException)
        {
            coercer.Fail(VariableError.VariablesMalformed, "The variables are not valid JSON.");
        }
    }
}
