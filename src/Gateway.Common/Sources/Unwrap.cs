using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>
/// A bound field whose value lies one level down in the answer: <c>@unwrap(field: "items")</c> with the answer's own
/// type.
/// </summary>
/// <param name="Type">The answer's type in the source's schema.</param>
/// <param name="Field">Its field that is the bound field's value.</param>
internal sealed record Unwrap(string Type, string Field)
{
    /// <summary>SDL of the directive; an overlay that retypes a field fills in <c>type</c>.</summary>
    public const string Definition = "directive @unwrap(field: String!, type: String) on FIELD_DEFINITION";

    public static Unwrap? Find(FieldDefinition field)
    {
        if (field.FindDirective("unwrap"u8) is not { } directive)
        {
            return null;
        }

        return directive.FindString("type"u8) is { } type && directive.FindString("field"u8) is { } name
            ? new Unwrap(type, name)
            : throw new SourceException(
                SourceErrorCodes.Failed, $"{field.Coordinate}: @unwrap needs the answer's type and field.");
    }

    /// <summary>The same call, asked for the whole answer with the field's selection below it.</summary>
    public FetchField Wrap(FetchField field, GraphQLSchema schema)
    {
        if (schema.FindType(Type) is not ObjectType wrapper || wrapper.Fields.Find(Field) is not { } inner)
        {
            throw new SourceException(
                SourceErrorCodes.Failed, $"{field.Field.Coordinate}: the source has no {Type}.{Field} to unwrap.");
        }

        var shape = new Shape(wrapper, Shape.NoTypeId);
        var definition = new FieldDefinition(
            field.Field.Name, null, field.Field.Directives, wrapper, field.Field.Arguments, null)
        {
            DeclaringType = field.Field.DeclaringType,
        };
        return new FetchField
        {
            Field = definition,
            ResponseName = field.ResponseName,
            Arguments = field.Arguments,
            Selection = new FetchSelection
            {
                Type = wrapper,
                Fields = [new FetchField { Field = inner, ResponseName = inner.Name, Selection = field.Selection }],
                Rows = [new RowPlan(shape, [shape.SlotOf(inner.Name)])],
            },
        };
    }
}

/// <summary>A call whose answer is unwrapped by one level.</summary>
internal sealed class UnwrappingCall(CompiledCall call) : CompiledCall
{
    public override bool IsIdempotent => call.IsIdempotent;

    public override void Prepare(CallArguments arguments, SourceRequest request) => call.Prepare(arguments, request);

    public override Cell Read(ResultStore store, SourceResponse response)
    {
        var answer = call.Read(store, response);
        return answer.Kind == CellKind.Object ? store.Slot(answer.Row, 0) : answer;
    }
}
