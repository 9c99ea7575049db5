using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Schema;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Policies that a schema names and the host's settings do not: a warning, since they allow nobody.</summary>
/// <remarks>Shape: one warning for each name, at the first type or field that names it.</remarks>
internal static class PolicyNames
{
    public const string Unknown = "POLICY_UNKNOWN";

    /// <param name="schema">Of the supergraph.</param>
    /// <param name="known">Names that <c>Gateway:Policies</c> defines.</param>
    /// <param name="diagnostics">Receives the warnings.</param>
    public static void Check(GraphQLSchema schema, IReadOnlySet<string> known, List<SnapshotDiagnostic> diagnostics)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (coordinate, directives) in schema.Types.SelectMany(Members))
        {
            foreach (var name in directives.Where(static directive => directive.Name.Is("policy"u8))
                .SelectMany(static directive => OperationAccess.ReadNames(directive, "policies"u8))
                .SelectMany(static all => all)
                .Where(name => !known.Contains(name) && told.Add(name)))
            {
                diagnostics.Add(new SnapshotDiagnostic(
                    false,
                    Unknown,
                    $"No policy is named {name}: it allows nobody. Add it to Gateway:Policies.",
                    Path: coordinate));
            }
        }
    }

    private static IEnumerable<(string Coordinate, IReadOnlyList<DirectiveNode> Directives)> Members(NamedType type)
    {
        yield return (type.Name, type.Directives);
        foreach (var field in type is ComplexType complex ? complex.Fields : MemberMap<FieldDefinition>.Empty)
        {
            yield return (field.Coordinate, field.Directives);
        }
    }
}
