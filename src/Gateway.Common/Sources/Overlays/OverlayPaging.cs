using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>
/// Carries out <c>@paging</c>: a field that the source lists page by page becomes a list or a connection.
/// </summary>
/// <remarks>
/// Shape: the source's own arguments for size and position become <c>first</c> and <c>after</c>, bound as they were; a
/// type that the source lacks is made, with <c>PageInfo</c>; an answer that is a list is wrapped in a type, so that all
/// that follows finds an object. Errors: as diagnostics at the directive.
/// </remarks>
internal sealed class OverlayPaging(IReadOnlyList<DefinitionNode> all, OverlayDiagnostics diagnostics)
{
    private const string PageInfo = "type PageInfo @shareable { hasNextPage: Boolean! endCursor: String }";
    private const string WrappedItems = "items";
    private const string Connection = "Connection";

    private readonly List<DefinitionNode> _made = [];

    public IEnumerable<DefinitionNode> Apply()
    {
        var changed = all.Select(definition => definition is ObjectTypeDefinitionNode type
            && type.Fields.Any(static field => Find(field) is not null) ? Change(type) : definition).ToArray();
        return changed.Concat(_made);
    }

    private ObjectTypeDefinitionNode Change(ObjectTypeDefinitionNode type) => new(
        type.Description,
        type.IsExtension,
        type.Name,
        [.. type.Interfaces],
        [.. type.Directives],
        [.. type.Fields.Select(field => Find(field) is { } paging ? Change(field, paging) : field)],
        type.Span);

    private FieldDefinitionNode Change(FieldDefinitionNode field, DirectiveNode paging)
    {
        var wrong = diagnostics.All.Count;
        var items = Check(field, paging, out var answer);
        if (diagnostics.All.Count > wrong || items is null)
        {
            return field;
        }

        var isList = Nullable(field.Type) is ListTypeNode;
        var connection = TypeNames.Innermost(field.Type);
        if (!isList && !Has(connection))
        {
            MakeConnection(connection.Value, items, paging.FindString("total"u8) is not null);
        }

        return new FieldDefinitionNode(
            field.Description,
            field.Name,
            [.. field.Arguments.Select(argument => Argument(argument, paging))],
            field.Type,
            [
                .. field.Directives.Where(directive => directive != paging), Whole(paging, answer),
                .. field.Directives.Any(static directive => directive.Name.Is("listSize"u8))
                    ? [] : Size(isList ? null : connection.Value),
            ],
            field.Span);
    }

    private void MakeConnection(string name, TypeNode items, bool hasTotal)
    {
        var edge = new NameScope(all.Concat(_made).OfType<TypeDefinitionNode>().Select(static one => one.Name.Value))
            .Take($"{(name.EndsWith(Connection, StringComparison.Ordinal) ? name[..^Connection.Length] : name)}Edge");
        var nodes = Printer.Print(items);
        var node = items is ListTypeNode list ? Printer.Print(list.ElementType) : nodes;
        var total = hasTotal ? " totalCount: Int" : "";
        Make($"type {name} {{ nodes: {nodes} edges: [{edge}!] pageInfo: PageInfo!{total} }}");
        Make($"type {edge} {{ node: {node} cursor: String }}");
        if (!Has("PageInfo"))
        {
            Make(PageInfo);
        }
    }

    /// <returns>The list's type; null after a diagnostic.</returns>
    private TypeNode? Check(FieldDefinitionNode field, DirectiveNode paging, out (string Type, string Items) answer)
    {
        var imported = Parser.ParseType(paging.FindString("type"u8) ?? Printer.Print(field.Type));
        answer = ("", "");
        var style = paging.FindWord("style"u8);
        if (!Enum.TryParse<PagingStyle>(style, ignoreCase: true, out var known))
        {
            diagnostics.PagingInvalid(paging, "style is PAGE, OFFSET, CURSOR or LINK");
        }
        else if (known == PagingStyle.Cursor && paging.FindString("next"u8) is null)
        {
            diagnostics.PagingInvalid(paging, "next names the answer's field that holds the next cursor");
        }

        foreach (var word in new[] { "size", "position" })
        {
            var name = paging.FindString(Encoding.UTF8.GetBytes(word));
            if (name is not null && !field.Arguments.Any(argument => argument.Name.Value == name))
            {
                diagnostics.PagingInvalid(paging, $"{word} names no argument of the field: '{name}'");
            }
        }

        if (Nullable(imported) is ListTypeNode list)
        {
            var taken = all.Concat(_made).OfType<TypeDefinitionNode>().Select(static one => one.Name.Value);
            var name = new NameScope(taken).Take(GraphQLNames.Type(field.Name.Value) + "Page");
            Make($"type {name} @wrapped {{ {WrappedItems}: {Printer.Print(imported)} }}");
            answer = (name, WrappedItems);
            return list;
        }

        return Items(imported, paging, out answer);
    }

    private TypeNode? Items(TypeNode imported, DirectiveNode paging, out (string Type, string Items) answer)
    {
        var typeName = TypeNames.Innermost(imported);
        var type = all.OfType<ObjectTypeDefinitionNode>().FirstOrDefault(one => one.Name == typeName);
        answer = (typeName.Value, paging.FindString("items"u8) ?? "");
        foreach (var word in new[] { "items", "total", "next" })
        {
            var name = paging.FindString(Encoding.UTF8.GetBytes(word));
            if ((word == "items" || name is not null) && type?.Fields.Any(field => field.Name.Value == name) != true)
            {
                diagnostics.PagingInvalid(paging, $"{word} names no field of {typeName.Value}: '{name}'");
            }
        }

        var items = answer.Items;
        return type?.Fields.FirstOrDefault(field => field.Name.Value == items)?.Type is { } found
            ? Nullable(found)
            : null;
    }

    private static InputValueDefinitionNode Argument(InputValueDefinitionNode argument, DirectiveNode paging)
    {
        if (argument.Name.Value == paging.FindString("size"u8))
        {
            var size = paging.FindInt("sizeDefault"u8) ?? Paging.SizeDefault;
            return Renamed(argument, $"{Paging.First}: Int = {size}");
        }

        return argument.Name.Value == paging.FindString("position"u8)
            ? Renamed(argument, $"{Paging.After}: String")
            : argument;
    }

    /// <summary>The same argument of the source under another name and type.</summary>
    private static InputValueDefinitionNode Renamed(InputValueDefinitionNode argument, string declaration)
    {
        var source = argument.Directives.Any(static directive => directive.Name.Is("source"u8))
            ? ""
            : $" @source(name: {SdlWriter.Quote(argument.Name.Value)})";
        var made = FieldOf($"f({declaration}{source}): Int").Arguments[0];
        return new InputValueDefinitionNode(
            argument.Description,
            made.Name,
            made.Type,
            made.DefaultValue,
            [.. argument.Directives, .. made.Directives],
            argument.Span);
    }

    private static DirectiveNode Whole(DirectiveNode paging, (string Type, string Items) answer)
    {
        var kept = paging.Arguments.Where(static argument =>
            !argument.Name.Is("type"u8) && !argument.Name.Is("items"u8)
            && !argument.Name.Is("size"u8) && !argument.Name.Is("position"u8));
        return new DirectiveNode(
            paging.Name, [.. kept, Text("items", answer.Items), Text("type", answer.Type)], paging.Span);
    }

    /// <param name="connection">Null for a list.</param>
    private IEnumerable<DirectiveNode> Size(string? connection)
    {
        var type = all.Concat(_made).OfType<ObjectTypeDefinitionNode>()
            .FirstOrDefault(one => one.Name.Value == connection);
        var hasEdges = type?.Fields.Any(static field => field.Name.Is("edges"u8)) == true;
        var sized = connection is null ? ""
            : hasEdges ? ", sizedFields: [\"nodes\", \"edges\"]"
            : ", sizedFields: [\"nodes\"]";
        return FieldOf($"f: Int @listSize(slicingArguments: [\"first\"]{sized})").Directives;
    }

    private static FieldDefinitionNode FieldOf(string sdl) =>
        ((ObjectTypeDefinitionNode)Parser.Parse($"type T {{ {sdl} }}").Definitions[0]).Fields[0];

    private static ArgumentNode Text(string name, string value) =>
        new(new Name(name), new StringValueNode(Encoding.UTF8.GetBytes(value), isBlock: false, default), default);

    private bool Has(Name type) => Has(type.Value);

    private bool Has(string type) =>
        all.Concat(_made).OfType<TypeDefinitionNode>().Any(one => one.Name.Value == type);

    private void Make(string sdl) => _made.Add(Parser.Parse(sdl).Definitions[0]);

    private static DirectiveNode? Find(FieldDefinitionNode field) =>
        field.Directives.FirstOrDefault(static directive => directive.Name.Is("paging"u8));

    private static TypeNode Nullable(TypeNode type) => type is NonNullTypeNode nonNull ? nonNull.NullableType : type;
}
