using System.Text.Json;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Local;

/// <summary>A field's selection, compiled once; a request only fills in the arguments' values.</summary>
internal sealed class SelectionPlan
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement.Clone();

    private readonly FetchSelection _selection;
    private readonly (BoundArguments? Arguments, SelectionPlan? Below)[] _fields;

    private SelectionPlan(FetchSelection selection)
    {
        _selection = selection;
        _fields = [.. selection.Fields.Select(static field => (
            field.Field.Arguments.Count == 0 ? null : new BoundArguments(field, null),
            Of(field)))];
    }

    /// <returns>Null for scalars and enums.</returns>
    public static SelectionPlan? Of(FetchField field) =>
        field.Selection is { } selection ? new SelectionPlan(selection) : null;

    /// <exception cref="SourceException">An argument needs a claim that the caller has not.</exception>
    public LocalSelection With(FetchContext context)
    {
        var fields = new LocalSelectedField[_fields.Length];
        for (var index = 0; index < fields.Length; index++)
        {
            var field = _selection.Fields[index];
            var (arguments, below) = _fields[index];
            fields[index] = new LocalSelectedField(
                field.Field.Name,
                field.ResponseName,
                field.Field.Type.ToString()!,
                field.Types,
                arguments is null ? NoArguments : Read(field.Field, arguments, context),
                below?.With(context));
        }

        return new LocalSelection(_selection.Type.Name, _selection.IsAbstract, fields);
    }

    private static JsonElement Read(FieldDefinition field, BoundArguments arguments, FetchContext context)
    {
        using var values = new PooledBytes();
        using var json = new PooledBytes();
        var ends = new int[arguments.Count];
        arguments.Write(context, null, 0, 0, values, ends);
        LocalArguments.Write(field, new CallArguments(values.Span, ends), json);
        using var parsed = JsonDocument.Parse(json.Memory);
        return parsed.RootElement.Clone();
    }
}
