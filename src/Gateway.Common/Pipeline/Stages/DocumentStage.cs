namespace Gateway.Common.Pipeline.Stages;

/// <summary>
/// Finds the document's text: by its id among the trusted ones or, where the host takes free-form text, as sent or as
/// registered before.
/// </summary>
internal sealed class DocumentStage(bool allowsFreeForm, PersistedQueries? persisted) : RequestStage
{
    private static readonly RequestError Unknown =
        RequestError.Of(RequestErrorCodes.DocumentUnknown, 404, "No trusted document has this id.");

    private static readonly RequestError NotTrusted = RequestError.Of(
        RequestErrorCodes.DocumentNotTrusted, 403, "This host runs trusted documents only; send documentId.");

    private static readonly RequestError Missing =
        RequestError.Of(RequestErrorCodes.DocumentMissing, 400, "The request has neither query nor documentId.");

    /// <summary>Clients of automatic persisted queries go by these two messages, or by the codes.</summary>
    private static readonly RequestError NotFound =
        RequestError.Of(RequestErrorCodes.PersistedQueryNotFound, 400, "PersistedQueryNotFound");

    private static readonly RequestError NotSupported =
        RequestError.Of(RequestErrorCodes.PersistedQueryNotSupported, 400, "PersistedQueryNotSupported");

    private static readonly RequestError Mismatch = RequestError.Of(
        RequestErrorCodes.DocumentHashMismatch, 400, "The id is not the SHA-256 of the document sent with it.");

    public override string Name => "document";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        var request = state.Request;
        if (request.DocumentId is { } id)
        {
            var refusal = FindById(state, id);
            return new(refusal is null ? null : GatewayReply.Refused(refusal));
        }

        if (request.Document.IsEmpty)
        {
            return new(GatewayReply.Refused(Missing));
        }

        state.Document = request.Document;
        state.IsTrusted = request.IsHostDocument;
        return new(allowsFreeForm || request.IsHostDocument ? null : GatewayReply.Refused(NotTrusted));
    }

    private RequestError? FindById(RequestState state, string id)
    {
        var request = state.Request;
        var trusted = state.Snapshot.Documents.Find(id);
        if (trusted is null && !(request.IsPersistedQuery && allowsFreeForm))
        {
            return Unknown;
        }

        if (!request.Document.IsEmpty && !PersistedQueries.IsHashOf(id, request.Document.Span))
        {
            return Mismatch;
        }

        if (trusted is not null)
        {
            state.Document = trusted.Text;
            state.IsTrusted = true;
            return null;
        }

        state.Document = request.Document.IsEmpty && persisted is not null ? persisted.Find(id) : request.Document;
        state.RegistersDocument = persisted is not null && !request.Document.IsEmpty;
        return !state.Document.IsEmpty ? null : persisted is null ? NotSupported : NotFound;
    }
}
