using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>What a rule for types looks at, and what it found; all but that is shared by the rules.</summary>
internal sealed class TypeSystemContext
{
    public TypeSystemContext(GraphQLSchema schema, SchemaBuildOptions options)
        : this(schema, options, [.. schema.Types.Where(type => !IsIntrospection(type))])
    {
    }

    private TypeSystemContext(GraphQLSchema schema, SchemaBuildOptions options, NamedType[] types) =>
        (Schema, Options, Types) = (schema, options, types);

    public GraphQLSchema Schema { get; }

    public SchemaBuildOptions Options { get; }

    public DiagnosticBag Faults { get; } = new();

    /// <summary>All types but introspection's, which are known to be right.</summary>
    public NamedType[] Types { get; }

    /// <summary>The same for another rule, which finds its own faults.</summary>
    public TypeSystemContext ForRule() => new(Schema, Options, Types);

    public void Report(string code, string message, params ReadOnlySpan<SchemaLocation?> locations) =>
        Faults.Add(code, message, locations);

    /// <summary>Where a type is defined and extended.</summary>
    public static SchemaLocation?[] At(NamedType type) =>
        [.. type.Syntax.Select(syntax => (SchemaLocation?)At(syntax))];

    /// <summary>Where a member, or a part of it that is chosen, stands; null for what was made by code.</summary>
    public static SchemaLocation? At<TNode>(SyntaxReference? syntax, Func<TNode, SyntaxNode?> part)
        where TNode : SyntaxNode =>
        syntax is { Node: TNode node } found && part(node) is { } chosen
            ? new SchemaLocation(found.Document, chosen.Span.Start)
            : null;

    public static SchemaLocation? At(SyntaxReference? syntax) =>
        syntax is { } found ? new SchemaLocation(found.Document, found.Node.Span.Start) : null;

    /// <summary>Where the type of a field stands.</summary>
    public static SchemaLocation? AtType(FieldDefinition field) =>
        At<FieldDefinitionNode>(field.Syntax, static node => node.Type);

    /// <summary>Where the type of an argument or input field stands.</summary>
    public static SchemaLocation? AtType(InputValueDefinition input) =>
        At<InputValueDefinitionNode>(input.Syntax, static node => node.Type);

    private static bool IsIntrospection(NamedType type) =>
        type.SourceName.Utf8.StartsWith("__"u8)
        && type.Syntax.Count > 0
        && type.Syntax[0].Document == Building.BuiltInDefinitions.Document;
}
