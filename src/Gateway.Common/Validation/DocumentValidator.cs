using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation.Rules;

namespace Gateway.Common.Validation;

/// <summary>Validates executable documents against a schema.</summary>
/// <remarks>
/// Source: GraphQL §5 Validation. Shape: one traversal; near-linear in the document, cut off by
/// <see cref="ValidationOptions.WorkMax"/>. Errors: returned, never thrown.
/// </remarks>
public static class DocumentValidator
{
    /// <returns>No error when the document may run; at most <see cref="ValidationOptions.ErrorsMax"/> else.</returns>
    public static IReadOnlyList<ValidationError> Validate(
        GraphQLSchema schema, DocumentNode document, ValidationOptions? options = null) =>
        Measure(schema, document, options ?? ValidationOptions.Default).Errors;

    /// <summary>The same, and the units of work that it took.</summary>
    internal static (IReadOnlyList<ValidationError> Errors, int Work) Measure(
        GraphQLSchema schema, DocumentNode document, ValidationOptions options)
    {
        var context = new ValidationContext(schema, document, options);
        try
        {
            var rules = RuleSet.For(options);
            new DocumentWalker(context, rules).Walk();
            foreach (var rule in rules.OnDocument)
            {
                rule.VisitDocument(context);
            }
        }
        catch (ValidationStoppedException)
        {
            // What was found until then is the answer.
        }

        return (context.Errors, context.WorkDone);
    }
}
