using Gateway.Common.Language;

namespace Gateway.Common.Validation;

/// <summary>
/// How large an operation may be, whatever the schema. Defaults are those for web and mobile clients.
/// </summary>
/// <remarks>
/// Everything counts after fragments are opened, introspection and <c>__typename</c> too, so that nothing hides behind
/// a name. A value at its limit passes, one past it is refused.
/// </remarks>
public sealed record DocumentLimits
{
    public static DocumentLimits Default { get; } = new();

    /// <summary>For documents that the gateway's own people wrote: nothing is limited.</summary>
    public static DocumentLimits None { get; } = new()
    {
        DepthMax = int.MaxValue,
        AliasesMax = int.MaxValue,
        RootFieldsMax = int.MaxValue,
        DirectivesMax = int.MaxValue,
        DirectivesPerLocationMax = int.MaxValue,
        FieldsMax = int.MaxValue,
    };

    /// <summary>Fields nested in each other; a root field has depth 1. Default 10.</summary>
    public int DepthMax { get; init; } = 10;

    /// <summary>Fields with an alias. Default 20.</summary>
    public int AliasesMax { get; init; } = 20;

    /// <summary>Fields selected on the root type. Default 15.</summary>
    public int RootFieldsMax { get; init; } = 15;

    /// <summary>Directives in the whole operation. Default 50.</summary>
    public int DirectivesMax { get; init; } = 50;

    /// <summary>Directives on one node. Default 4.</summary>
    public int DirectivesPerLocationMax { get; init; } = 4;

    /// <summary>Fields in the whole operation. Default 5,000.</summary>
    public int FieldsMax { get; init; } = 5_000;

    /// <summary>Measures every operation of a document, each fragment once: linear in the document.</summary>
    /// <returns>One error for each limit that an operation passes, at the operation.</returns>
    public IReadOnlyList<ValidationError> Check(DocumentNode document)
    {
        List<ValidationError>? errors = null;
        var meter = new DocumentMeter(document);
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinitionNode operation)
            {
                Compare(document, operation, meter.Measure(operation), ref errors);
            }
        }

        return errors ?? [];
    }

    private void Compare(
        DocumentNode document, OperationDefinitionNode operation, OperationSize size, ref List<ValidationError>? errors)
    {
        ReadOnlySpan<(long Size, int Limit, string Code, string What)> comparisons =
        [
            (size.Depth, DepthMax, ValidationCodes.DepthLimitExceeded, "levels of fields"),
            (size.Aliases, AliasesMax, ValidationCodes.AliasLimitExceeded, "aliases"),
            (size.RootFields, RootFieldsMax, ValidationCodes.RootFieldLimitExceeded, "root fields"),
            (size.Directives, DirectivesMax, ValidationCodes.DirectiveLimitExceeded, "directives"),
            (size.DirectivesPerLocation, DirectivesPerLocationMax, ValidationCodes.DirectiveLocationLimitExceeded,
                "directives in one place"),
            (size.Fields, FieldsMax, ValidationCodes.FieldLimitExceeded, "fields"),
        ];
        foreach (var (actual, limit, code, what) in comparisons)
        {
            if (actual > limit)
            {
                errors ??= [];
                errors.Add(new ValidationError(
                    code,
                    $"The operation has more {what} than it may have.",
                    [SourceLocation.Of(document.Source.Span, operation.Span.Start)]));
            }
        }
    }
}
