using System.Text.RegularExpressions;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Puts a contract's operations and types together as SDL.</summary>
internal sealed class SchemaWriter(ContractComponents components, ImportOptions options, Diagnostics diagnostics)
{
    public string Write(IReadOnlyList<SoapOperation> operations)
    {
        var types = new TypeResolver(components, diagnostics);
        var derivations = new Derivations(components);
        var contents = new ContentReader(types, derivations, options.MembersMax);
        var registry = new TypeRegistry();
        var simpleTypes = new SimpleTypes(types, registry);

        // First without any, to learn whether all operations agree on one namespace; nothing is registered by it.
        var inherited = Fields(new XmlAnnotations(null)).InheritedNamespaces;
        var namespaces = operations.SelectMany(inherited).Distinct().Take(2).ToList();
        var annotations = new XmlAnnotations(
            namespaces is [var only] ? only : null, operations.Any(static operation => operation.Traits.IsEncoded));
        var inputs = new InputTypes(registry, simpleTypes, contents, annotations, derivations);
        var outputs = new OutputTypes(registry, simpleTypes, contents, annotations, derivations);
        var fields = new OperationFields(
            types, contents, inputs, outputs, simpleTypes, registry, annotations, diagnostics);
        var query = new SdlType(SdlKind.Object, "Query");
        var mutation = new SdlType(SdlKind.Object, "Mutation");
        var names = new NameScope();
        foreach (var operation in operations)
        {
            var root = QueryWords.IsQuery(operation.Name) ? query : mutation;
            root.Members.Add(fields.Field(operation, names));
        }

        inputs.Complete();
        outputs.Complete();
        InputCycles.Open(registry.Types);
        return Print([query, mutation, .. registry.Types]);

        OperationFields Fields(XmlAnnotations first) => new(
            types, contents, new InputTypes(registry, simpleTypes, contents, first, derivations),
            new OutputTypes(registry, simpleTypes, contents, first, derivations), simpleTypes, registry, first,
            diagnostics);
    }

    private static string Print(IEnumerable<SdlType> types)
    {
        var body = new SdlWriter();
        foreach (var type in types.Where(static type => type.Members.Count > 0 || type.Kind == SdlKind.Union))
        {
            body.Write(type);
        }

        var sdl = body.ToString();
        var writer = new SdlWriter();
        writer.Write(SoapDirective.Definition);
        if (sdl.Contains("@xml(", StringComparison.Ordinal))
        {
            writer.Write(XmlDirective.Definition);
        }

        if (sdl.Contains("@substitute(", StringComparison.Ordinal))
        {
            writer.Write(SubstituteDirective.Definition);
        }

        if (sdl.Contains("@source(", StringComparison.Ordinal))
        {
            writer.Write(WireName.Definition);
        }

        foreach (var scalar in NamedScalars.All.Where(name => Regex.IsMatch(sdl, $@"[:\[] ?{name}[\]! @\n]")))
        {
            writer.Write(NamedScalars.Definition(scalar));
        }

        writer.Write(sdl);
        return writer.ToString();
    }
}
