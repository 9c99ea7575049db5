using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Execution;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Validation;

namespace Gateway.Common.Pipeline;

/// <summary>Prepares operations: parse, validate, plan, compile.</summary>
/// <remarks>
/// Errors: a <see cref="RequestError"/> for whatever is wrong with the document; nothing a client sends makes
/// it throw.
/// </remarks>
internal sealed class OperationPreparer(
    Supergraph supergraph,
    IReadOnlyDictionary<string, Source> sources,
    ParserOptions parser,
    ValidationOptions validation,
    DocumentLimits limits,
    WatchedLimits? watched = null,
    CostOptions? cost = null)
{
    private readonly Planner _planner = new(supergraph);

    /// <summary>
    /// Of callers, see <see cref="OverrideShares"/>: what is stored of one group is not given to another.
    /// </summary>
    public int Group { get; init; }

    /// <param name="text">UTF-8.</param>
    /// <param name="operationName">Null to choose the only operation.</param>
    /// <param name="isTrusted">The host's own documents are validated, but not limited.</param>
    public (PreparedOperation? Operation, RequestError? Error) Prepare(
        ReadOnlyMemory<byte> text, string? operationName, bool isTrusted)
    {
        DocumentNode document;
        try
        {
            document = Parser.Parse(text.ToArray(), isTrusted ? ParserOptions.Default : parser);
        }
        catch (SyntaxException syntax)
        {
            var code = CodeOf(syntax);
            return (null, new RequestError(code, 400, [
                new RequestErrorEntry(code, syntax.Message, [(syntax.Line, syntax.Column)])]));
        }

        var errors = isTrusted ? [] : limits.Check(document);
        errors = errors.Count > 0 ? errors : DocumentValidator.Validate(supergraph.ApiSchema, document, validation);
        if (errors.Count > 0)
        {
            return (null, Refuse(errors));
        }

        return Choose(document, operationName) is { } operation
            ? PlanOperation(text, document, operation, isTrusted)
            : (null, RequestError.Of(
                RequestErrorCodes.OperationUnknown,
                400,
                "The document has no operation of that name, or several and none was named."));
    }

    /// <summary>
    /// Brackets and fields are nested by limits of their own, which the parser knows only one of.
    /// </summary>
    public static string CodeOf(SyntaxException syntax) => syntax.Code == SyntaxCodes.DepthLimitExceeded
        ? ValidationCodes.NestingLimitExceeded
        : syntax.Code;

    private static RequestError Refuse(IReadOnlyList<ValidationError> errors) =>
        new(errors[0].Code, 400, [.. errors.Select(static error => new RequestErrorEntry(
            error.Code, error.Message, [.. error.Locations.Select(static place => (place.Line, place.Column))]))]);

    private static OperationDefinitionNode? Choose(DocumentNode document, string? name)
    {
        OperationDefinitionNode? chosen = null;
        foreach (var definition in document.Definitions)
        {
            if (definition is not OperationDefinitionNode operation)
            {
                continue;
            }

            if (name is null && chosen is not null)
            {
                return null;
            }

            chosen = name is null || operation.Name?.Value == name ? operation : chosen;
        }

        return chosen;
    }

    private (PreparedOperation? Operation, RequestError? Error) PlanOperation(
        ReadOnlyMemory<byte> text, DocumentNode document, OperationDefinitionNode operation, bool isTrusted)
    {
        if (operation.Operation == OperationType.Subscription)
        {
            return (null, RequestError.Of(
                RequestErrorCodes.SubscriptionNotSupported, 400, "Subscriptions are not served over this transport."));
        }

        try
        {
            var plan = _planner.Plan(document, operation);
            var access = OperationAccess.Of(supergraph, plan, document);
            var variables = VariableSet.Compile(operation, supergraph.ApiSchema);
            var estimate = isTrusted
                ? null
                : OperationCost.Compile(supergraph.Schema, document, operation, variables, cost);
            if (estimate is { Errors.Count: > 0 })
            {
                return (null, Refuse(estimate.Errors));
            }

            return (new PreparedOperation
            {
                Type = operation.Operation,
                Start = operation.Span.Start,
                Fragments = plan.Introspection.Count > 0
                    ? Introspection.FragmentsOf(document)
                    : ImmutableDictionary<Name, FragmentDefinitionNode>.Empty,
                Variables = variables,
                Cost = estimate,
                PassedLimits = isTrusted || watched is null ? [] : watched.Find(text, document),
                Plan = ExecutablePlan.Compile(plan, sources),
                Hash = HashOf(text, operation, Group),
                CachePolicy = CacheControlPolicy.Of(supergraph, document, operation, access.NeedsIdentity),
                Access = access,
            }, null);
        }
        catch (PlanLimitException limit)
        {
            return (null, RequestError.Of(PlanLimitException.Code, 400, limit.Message));
        }
        catch (PlanException unsatisfiable)
        {
            return (null, RequestError.Of(PlanException.Code, 500, unsatisfiable.Message));
        }
        catch (SourceException source)
        {
            return (null, RequestError.Of(source.Code, 500, source.ClientMessage));
        }
    }

    private static byte[] HashOf(ReadOnlyMemory<byte> text, OperationDefinitionNode operation, int group)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(text.Span);
        hash.AppendData(Encoding.UTF8.GetBytes($"\n{operation.Name?.Value}"));
        hash.AppendData([(byte)group]);
        return hash.GetHashAndReset();
    }
}
