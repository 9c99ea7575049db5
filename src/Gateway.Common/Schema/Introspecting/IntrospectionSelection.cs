namespace Gateway.Common.Schema.Introspecting;

/// <summary>A field of an introspection type, asked for once all fragments and directives are resolved.</summary>
/// <param name="Key">The response name as JSON, with quotes and colon.</param>
/// <param name="Name">The field's name.</param>
/// <param name="IncludeDeprecated">The argument, or its default.</param>
/// <param name="Fields">What is asked of the field's value; empty for scalars and enums.</param>
internal sealed record IntrospectionSelection(
    byte[] Key, string Name, bool IncludeDeprecated, IReadOnlyList<IntrospectionSelection> Fields);
