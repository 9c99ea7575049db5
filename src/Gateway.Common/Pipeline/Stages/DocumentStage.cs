namespace Gateway.Common.Pipeline.Stages;

/// <summary>
/// Finds the document's text: by its id among the trusted ones, or as sent where the host takes free-form
/// text.
/// </summary>
internal sealed class DocumentStage(bool allowsFreeForm) : RequestStage
{
    private static readonly RequestError Unknown =
        RequestError.Of(RequestErrorCodes.DocumentUnknown, 404, "No trusted document has this id.");

    private static readonly RequestError NotTrusted = RequestError.Of(
        RequestErrorCodes.DocumentNotTrusted, 403, "This host runs trusted documents only; send documentId.");

    private static readonly RequestError Missing =
        RequestError.Of(RequestErrorCodes.DocumentMissing, 400, "The request has neither query nor documentId.");

    public override string Name => "document";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        var request = state.Request;
        if (request.DocumentId is { } id)
        {
            if (state.Snapshot.Documents.Find(id) is not { } trusted)
            {
                return new(GatewayReply.Refused(Unknown));
            }

            state.Document = trusted.Text;
            state.IsTrusted = true;
            return default;
        }

        if (request.Document.IsEmpty)
        {
            return new(GatewayReply.Refused(Missing));
        }

        state.Document = request.Document;
        state.IsTrusted = request.IsHostDocument;
        return new(allowsFreeForm || request.IsHostDocument ? null : GatewayReply.Refused(NotTrusted));
    }
}
