using System.Buffers;
using Gateway.Common.Language;
using Gateway.Common.Schema.Introspecting;

namespace Gateway.Common.Schema;

/// <summary>Answers <c>__schema</c> and <c>__type</c> from a schema.</summary>
/// <remarks>
/// Shape: the field's nodes → the JSON value of the field, to be put into the answer as it is. It expects a valid
/// document. Source: GraphQL §4.2 Schema Introspection.
/// </remarks>
public static class Introspection
{
    /// <summary>Nesting of selections inside the field, fragments included.</summary>
    public const int DepthMax = 32;

    /// <summary>How often lists of types, fields and the like may lie in one another: each level multiplies.</summary>
    public const int ListDepthMax = 3;

    /// <summary>Bytes of one field's value.</summary>
    public const int BytesMax = 32 * 1024 * 1024;

    /// <param name="schema">The schema that clients see.</param>
    /// <param name="nodes">The nodes of one root field that share its response name.</param>
    /// <param name="fragments">All fragments of the document, by name.</param>
    /// <param name="variables">Of the request.</param>
    /// <param name="output">Receives one JSON value.</param>
    /// <exception cref="IntrospectionLimitException">
    /// Past one of the limits here; a part may have been written.
    /// </exception>
    public static void Write(
        GraphQLSchema schema,
        IReadOnlyList<FieldNode> nodes,
        IReadOnlyDictionary<Name, FragmentDefinitionNode> fragments,
        VariableValues variables,
        IBufferWriter<byte> output)
    {
        var arguments = new IntrospectionArguments(variables);
        var compiler = new IntrospectionCompiler(fragments, arguments);
        var writer = new IntrospectionWriter(schema, output);
        if (nodes[0].Name.Is("__schema"u8))
        {
            writer.WriteSchema(compiler.Compile(nodes, "__Schema"));
            return;
        }

        var name = arguments.Text(nodes[0], "name"u8);
        writer.WriteType(name is null ? null : schema.FindType(name), compiler.Compile(nodes, "__Type"));
    }

    /// <summary>Gathers the fragments of a document by name.</summary>
    public static IReadOnlyDictionary<Name, FragmentDefinitionNode> FragmentsOf(DocumentNode document)
    {
        var fragments = new Dictionary<Name, FragmentDefinitionNode>();
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                fragments.TryAdd(fragment.Name, fragment);
            }
        }

        return fragments;
    }
}
