using Gateway.Common.Planning;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>
/// A source whose fields are calls of a protocol that knows no selections: REST, SOAP, gRPC, and the host's
/// own code.
/// </summary>
/// <remarks>Shape: the planner gives such sources one bound field, or one lookup, for each fetch.</remarks>
internal sealed class BoundSource(
    string name, GraphQLSchema schema, SourceBinding binding, ICallSender sender, IDisposable? owned = null)
    : Source(name)
{
    public override CompiledFetch Compile(Fetch fetch, OperationVariables variables)
    {
        var part = fetch.Parts[0];
        var field = part.Lookup is { Field: { } lookup }
            ? new FetchField { Field = lookup, ResponseName = lookup.Name, Selection = part.Selection }
            : part.Selection.Fields[0];
        foreach (var argument in field.Arguments)
        {
            if (!binding.SendsFiles && UploadScalar.IsIn(argument.Definition.Type))
            {
                throw new SourceException(
                    SourceErrorCodes.UploadNotSupported, $"Files cannot be sent to {Name}: its protocol carries none.");
            }
        }

        var call = Paging.Find(field.Field) is { } paging ? PagingCall.Compile(paging, field, schema, binding.Compile)
            : Unwrap.Find(field.Field) is { } unwrap ? new UnwrappingCall(binding.Compile(unwrap.Wrap(field, schema)))
            : binding.Compile(field);
        call = SentHeaders.Of(field.Field) is { Count: > 0 } headers ? new HeaderSendingCall(call, headers) : call;
        return new BoundFetch(Name, sender, fetch, call, new BoundArguments(field, part.Lookup));
    }

    public override ValueTask DisposeAsync()
    {
        owned?.Dispose();
        return base.DisposeAsync();
    }
}
