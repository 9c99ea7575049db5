using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>The scalar that files are sent as.</summary>
/// <remarks>Source: graphql-multipart-request-spec.</remarks>
internal static class UploadScalar
{
    public const string Name = "Upload";

    /// <summary>Whether a value of the type can hold a file at any depth.</summary>
    public static bool IsIn(SchemaType type) => IsIn(type.Named, []);

    private static bool IsIn(NamedType type, HashSet<NamedType> seen) =>
        type is ScalarType { Name: Name }
        || (type is InputObjectType input && seen.Add(input)
            && input.Fields.Any(field => IsIn(field.Type.Named, seen)));
}
