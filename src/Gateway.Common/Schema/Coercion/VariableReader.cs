using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema.Coercion;

/// <summary>Reads the <c>variables</c> object and writes each value, coerced, into the pooled buffer.</summary>
/// <remarks>
/// After a fault it goes on with the next value, so that several are reported; what it wrote is then thrown away.
/// A path is kept as numbers, see <see cref="VariablePath"/>, and becomes text only for an error.
/// </remarks>
internal ref struct VariableReader(VariableValues values, VariableLimits limits, Span<int> path)
{
    /// <summary>The deepest nesting that <see cref="VariableLimits.DepthMax"/> may allow.</summary>
    public const int PathLengthMax = 64;

    private const int StackFieldsMax = 128;

    private readonly PooledBytes _json = values.Json;
    private readonly int _depthMax = Math.Min(limits.DepthMax, PathLengthMax);
    private readonly Span<int> _path = path;
    private int _depth;
    private bool _stopped;
    private VariableDefinition? _variable;

    /// <summary>Null while there is none.</summary>
    public List<VariableError>? Errors { get; private set; }

    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public void ReadAll(ref Utf8JsonReader reader, bool isEmpty)
    {
        Span<bool> seen = values.Variables.Count <= StackFieldsMax
            ? stackalloc bool[StackFieldsMax]
            : new bool[values.Variables.Count];
        seen.Clear();
        if (!isEmpty && reader.Read() && reader.TokenType != JsonTokenType.Null)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Fail(VariableError.VariablesMalformed, "The variables are not a JSON object.");
                return;
            }

            ReadGiven(ref reader, seen);
        }

        if (!isEmpty && !_stopped && reader.Read())
        {
            Fail(VariableError.VariablesMalformed, "Something follows the variables.");
        }

        FillDefaults(seen);
    }

    /// <summary>Reports a fault of the whole and stops.</summary>
    public void Fail(string code, string message)
    {
        if (!_stopped)
        {
            (Errors ??= []).Add(new VariableError(code, null, "", message));
            _stopped = true;
        }
    }

    private void ReadGiven(ref Utf8JsonReader reader, scoped Span<bool> seen)
    {
        while (!_stopped && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _variable = FindVariable(ref reader);
            reader.Read();
            if (_variable is null)
            {
                reader.Skip();
                continue;
            }

            if (seen[_variable.Index])
            {
                Report(ref reader, "is given more than once");
                continue;
            }

            seen[_variable.Index] = true;
            var start = _json.Length;
            ReadValue(ref reader, _variable.Type);
            values.Set(_variable.Index, start, _json.Length - start);
        }
    }

    private readonly VariableDefinition? FindVariable(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return values.Variables.Find(reader.ValueSpan);
        }

        Span<byte> name = stackalloc byte[JsonText.NameBytesMax];
        var isName = JsonText.TryUnescapeName(ref reader, name, out var length);
        return isName ? values.Variables.Find(name[..length]) : null;
    }

    private void FillDefaults(scoped Span<bool> seen)
    {
        for (var index = 0; index < values.Variables.Count && !_stopped; index++)
        {
            var variable = values.Variables[index];
            if (seen[index])
            {
                continue;
            }

            if (variable.HasDefault)
            {
                values.SetDefault(index);
            }
            else if (variable.IsRequired)
            {
                _variable = variable;
                AddError(VariableError.VariableInvalid, $"of the required type \"{variable.Type}\" is not given");
            }
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, SchemaType type)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            if (type.IsNonNull)
            {
                Report(ref reader, $"must be a \"{type}\", not null");
            }
            else
            {
                _json.Write("null"u8);
            }

            return;
        }

        switch (type.Nullable)
        {
            case ListType list:
                ReadList(ref reader, list);
                break;
            case InputObjectType input:
                ReadObject(ref reader, input);
                break;
            case ScalarType { Kind: ScalarKind.Custom }:
                ReadAny(ref reader);
                break;
            case NamedType leaf when !JsonLeaf.TryWrite(ref reader, leaf, _json):
                Report(ref reader, $"is no \"{leaf}\"");
                break;
        }

        if (_json.Length > limits.CoercedBytesMax)
        {
            Fail(
                VariableError.VariablesTooLarge,
                $"The variables with their defaults are larger than {limits.CoercedBytesMax} bytes.");
        }
    }

    private void ReadList(ref Utf8JsonReader reader, ListType list)
    {
        _json.Write((byte)'[');
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            if (TryEnter(ref reader))
            {
                ReadItems(ref reader, list.ElementType);
                _depth--;
            }
        }
        else
        {
            ReadValue(ref reader, list.ElementType);
        }

        _json.Write((byte)']');
    }

    private void ReadItems(ref Utf8JsonReader reader, SchemaType elementType)
    {
        for (var index = 0; !_stopped && reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index > 0)
            {
                _json.Write((byte)',');
            }

            _path[_depth - 1] = ~index;
            ReadValue(ref reader, elementType);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, InputObjectType type)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Report(ref reader, $"must be an object, a \"{type}\"");
            return;
        }

        if (!TryEnter(ref reader))
        {
            return;
        }

        Span<bool> seen = type.Fields.Count <= StackFieldsMax
            ? stackalloc bool[StackFieldsMax]
            : new bool[type.Fields.Count];
        seen.Clear();
        _json.Write((byte)'{');
        var start = _json.Length;
        var given = ReadFields(ref reader, type, seen, start);
        _depth--;
        if (type.IsOneOf)
        {
            CheckOneOf(given);
        }

        AddDefaults(type, seen, start);
        _json.Write((byte)'}');
    }

    /// <returns>How many fields were given, and whether the first of them, as the type orders them, was null.</returns>
    private (int Count, bool IsNull) ReadFields(
        ref Utf8JsonReader reader, InputObjectType type, scoped Span<bool> seen, int start)
    {
        var count = 0;
        var (first, isNull) = (int.MaxValue, false);
        while (!_stopped && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = FindField(ref reader, type);
            _path[_depth - 1] = index < 0 ? VariablePath.UnknownField : index;
            reader.Read();
            if (index < 0 || seen[index])
            {
                Report(ref reader, index < 0 ? $"is no field of \"{type}\"" : "is given more than once");
                continue;
            }

            seen[index] = true;
            count++;
            (first, isNull) = index < first ? (index, reader.TokenType == JsonTokenType.Null) : (first, isNull);
            WriteFieldName(type.Fields[index], start);
            ReadValue(ref reader, type.Fields[index].Type);
        }

        return (count, isNull);
    }

    private static int FindField(ref Utf8JsonReader reader, InputObjectType type)
    {
        if (!reader.ValueIsEscaped)
        {
            return type.Fields.IndexOf(reader.ValueSpan);
        }

        Span<byte> name = stackalloc byte[JsonText.NameBytesMax];
        return JsonText.TryUnescapeName(ref reader, name, out var length) ? type.Fields.IndexOf(name[..length]) : -1;
    }

    private readonly void WriteFieldName(InputValueDefinition field, int start)
    {
        if (_json.Length > start)
        {
            _json.Write((byte)',');
        }

        _json.Write((byte)'"');
        _json.Write(field.Utf8Name);
        _json.Write("\":"u8);
    }

    /// <remarks>Two mistakes, so that each is said: GraphQL §3.10, Input Coercion of OneOf input objects.</remarks>
    private void CheckOneOf((int Count, bool IsNull) given)
    {
        if (given.Count != 1)
        {
            AddError(VariableError.VariableInvalid, "must have exactly one field");
        }

        if (given.IsNull)
        {
            AddError(VariableError.VariableInvalid, "must have a field that is not null");
        }
    }

    private void AddDefaults(InputObjectType type, scoped Span<bool> seen, int start)
    {
        for (var index = 0; index < type.Fields.Count && !_stopped; index++)
        {
            var field = type.Fields[index];
            if (seen[index])
            {
                continue;
            }

            if (field.DefaultValue is not null)
            {
                WriteFieldName(field, start);
                _json.Write(InputCoercion.DefaultJson(field));
            }
            else if (field.Type.IsNonNull)
            {
                AddError(VariableError.VariableInvalid, $"lacks the required field \"{field.Name}\"");
            }
        }
    }

    private void ReadAny(ref Utf8JsonReader reader)
    {
        switch (JsonText.Copy(ref reader, _json, _depthMax - _depth))
        {
            case JsonCopy.TooDeep:
                ReportTooDeep();
                break;
            case JsonCopy.NoUnicode:
                AddError(VariableError.VariableInvalid, "holds text that is no Unicode");
                break;
        }
    }

    private bool TryEnter(ref Utf8JsonReader reader)
    {
        if (_depth >= _depthMax)
        {
            ReportTooDeep();
            return false;
        }

        _depth++;
        return true;
    }

    private void ReportTooDeep()
    {
        AddError(VariableError.VariablesTooDeep, $"is nested deeper than {_depthMax} levels");
        _stopped = true;
    }

    /// <summary>Adds an error for the value that the reader stands on and passes over it.</summary>
    private void Report(ref Utf8JsonReader reader, string what)
    {
        AddError(VariableError.VariableInvalid, what);
        if (!_stopped)
        {
            reader.Skip();
        }
    }

    private void AddError(string code, string what)
    {
        Errors ??= [];
        if (_stopped || Errors.Count >= limits.ErrorsMax)
        {
            Fail(VariableError.VariableInvalid, "There are more faults in the variables than are reported.");
            return;
        }

        var place = VariablePath.Of(_variable!, _path[.._depth]);
        Errors.Add(new VariableError(code, _variable, place, $"Variable \"{place}\" {what}."));
    }
}
