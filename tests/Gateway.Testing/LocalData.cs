using System.Text.Json;
using Gateway.Common.Sources.Local;

namespace Gateway.Testing;

/// <summary>Root fields answered out of one JSON object: a field's value is the member of its name.</summary>
/// <remarks>
/// Below an object only what is asked for is written, under the names it is asked by; a member that is absent is null.
/// What a type does not allow is written as it stands. <c>"$args"</c> stands for the field's arguments, <c>"$throw"</c>
/// for a resolver that throws, <c>{"$key":"id","1":…}</c> for the member that the argument names.
/// </remarks>
public static class LocalData
{
    private const string Arguments = "$args";
    private const string Throw = "$throw";
    private const string Key = "$key";

    /// <exception cref="InvalidOperationException">The value says so.</exception>
    public static void Write(JsonElement data, string field, LocalCall call, Utf8JsonWriter output)
    {
        if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty(field, out var value))
        {
            Write(value, call.Arguments, call.Selection, output);
        }
        else
        {
            output.WriteNullValue();
        }
    }

    private static void Write(
        JsonElement value, JsonElement arguments, LocalSelection? selection, Utf8JsonWriter output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.ValueEquals(Arguments):
                output.WriteRawValue(arguments.GetRawText());
                break;
            case JsonValueKind.String when value.ValueEquals(Throw):
                throw new InvalidOperationException("The resolver throws.");
            case JsonValueKind.Object when value.TryGetProperty(Key, out var key):
                WriteKeyed(value, arguments.GetProperty(key.GetString()!).ToString(), selection, output);
                break;
            case JsonValueKind.Array when selection is not null:
                output.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(element, arguments, selection, output);
                }

                output.WriteEndArray();
                break;
            case JsonValueKind.Object when selection is not null:
                WriteObject(value, selection, output);
                break;
            default:
                output.WriteRawValue(value.GetRawText());
                break;
        }
    }

    private static void WriteKeyed(JsonElement value, string key, LocalSelection? selection, Utf8JsonWriter output)
    {
        if (value.TryGetProperty(key, out var found))
        {
            Write(found, default, selection, output);
        }
        else
        {
            output.WriteNullValue();
        }
    }

    private static void WriteObject(JsonElement value, LocalSelection selection, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        if (selection.IsAbstract && value.TryGetProperty("__typename", out var type))
        {
            output.WritePropertyName("__typename");
            type.WriteTo(output);
        }

        foreach (var field in selection.Fields)
        {
            output.WritePropertyName(field.ResponseName);
            if (value.TryGetProperty(field.Name, out var member))
            {
                Write(member, field.Arguments, field.Selection, output);
            }
            else
            {
                output.WriteNullValue();
            }
        }

        output.WriteEndObject();
    }
}
