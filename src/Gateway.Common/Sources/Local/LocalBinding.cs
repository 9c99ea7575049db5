using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Local;

/// <summary>Binds <c>@local</c> fields to their resolvers.</summary>
internal sealed class LocalBinding(LocalFields fields) : SourceBinding
{
    /// <summary>SDL of the binding directive.</summary>
    public const string Definition = "directive @local on FIELD_DEFINITION";

    public override bool IsBound(FieldDefinition field) => field.HasDirective("local"u8);

    public override CompiledCall Compile(FetchField field)
    {
        if (fields.Find(field.Field.Coordinate) is null)
        {
            throw new SourceException(SourceErrorCodes.Failed, $"{field.Field.Coordinate} has no resolver.");
        }

        return new Call(field);
    }

    private sealed class Call(FetchField field) : CompiledCall
    {
        private readonly ReadProperty _property = ReadPlans.Property(field, coerces: true);
        private readonly SelectionPlan? _selection = SelectionPlan.Of(field);

        public override bool IsIdempotent => false;

        public override void Prepare(CallArguments arguments, SourceRequest request)
        {
            request.Target = field.Field.Coordinate;
            request.InProcess = _selection;
            LocalArguments.Write(field.Field, arguments, request);
        }

        public override Cell Read(ResultStore store, SourceResponse response)
        {
            var body = response.Body;
            var reader = new JsonRowReader(store, store.AddBuffer(response.Detach()), body);
            return reader.ReadField(_property);
        }
    }
}
