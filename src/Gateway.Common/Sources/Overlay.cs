using Gateway.Common.Language;
using Gateway.Common.Sources.Overlays;

namespace Gateway.Common.Sources;

/// <summary>
/// Applies an overlay to an imported source schema: the result is all that composition and connectors
/// see.
/// </summary>
/// <remarks>
/// Shape: an overlay is a GraphQL document. A type or extension of a known name changes that type; its fields,
/// arguments and enum
/// values of known names are changed (directives added, a given type or description replaces the imported one), others
/// are added.
/// <c>@hide</c> removes, <c>@rename(to:)</c> renames and keeps the wire's name with <c>@source</c>,
/// <c>@bind(field:)</c> calls what
/// another field calls, <c>@unwrap(field:)</c> takes the field's value from one level down in the answer.
/// Errors: as diagnostics with the overlay's file and line; any error leaves no document.
/// </remarks>
internal static class Overlay
{
    /// <summary>SDL of the overlay's own directives.</summary>
    public const string Definitions = """
        directive @hide on SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM
          | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
        directive @rename(to: String!) on SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION
          | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
        directive @bind(field: String!) on FIELD_DEFINITION
        """;

    /// <param name="source">The imported schema.</param>
    /// <param name="overlay">The overlay.</param>
    /// <param name="file">The overlay's file, for diagnostics.</param>
    public static (DocumentNode? Document, IReadOnlyList<ImportDiagnostic> Diagnostics) Apply(
        DocumentNode source, DocumentNode overlay, string file)
    {
        var diagnostics = new OverlayDiagnostics(overlay, file);
        var checks = new OverlayChecks(source, overlay, diagnostics);
        var inference = new OverlayInference(overlay);
        var definitions = source.Definitions.Select(inference.Apply).ToList();
        foreach (var patch in overlay.Definitions)
        {
            checks.CheckWords(patch);
            ApplyOne(definitions, patch, checks, diagnostics);
        }

        var bound = definitions.ConvertAll(definition => OverlayBindings.Apply(definition, definitions, diagnostics));
        bound = [.. new OverlayPaging(bound, diagnostics).Apply()];
        if (diagnostics.All.Count > 0)
        {
            return (null, diagnostics.All);
        }

        var renamed = new OverlayRenames(bound).Apply();
        return (new DocumentNode(source.Source.ToArray(), [.. renamed], source.Span), []);
    }

    private static void ApplyOne(
        List<DefinitionNode> definitions, DefinitionNode patch, OverlayChecks checks, OverlayDiagnostics diagnostics)
    {
        switch (patch)
        {
            case TypeDefinitionNode type:
                var index = definitions.FindIndex(candidate =>
                    candidate is TypeDefinitionNode known && known.Name == type.Name && !known.IsExtension);
                if (index >= 0)
                {
                    checks.CheckMembers((TypeDefinitionNode)definitions[index], type);
                    var merged = TypeMerge.Merge((TypeDefinitionNode)definitions[index], type, diagnostics);
                    definitions[index] = merged ?? definitions[index];
                }
                else if (type.IsExtension && !IsRoot(type.Name))
                {
                    diagnostics.Unknown(type, definitions);
                }
                else
                {
                    definitions.Add(TypeMerge.AsDefinition(type));
                }

                break;
            case SchemaDefinitionNode or DirectiveDefinitionNode:
                definitions.Add(patch);
                break;
            default:
                diagnostics.NotTypeSystem(patch);
                break;
        }
    }

    /// <summary>A source without queries of its own can get some by overlay.</summary>
    private static bool IsRoot(Name name) => name.Is("Query"u8) || name.Is("Mutation"u8) || name.Is("Subscription"u8);
}
