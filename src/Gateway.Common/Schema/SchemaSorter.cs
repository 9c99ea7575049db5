using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema;

/// <summary>Puts everything in a schema that has a name in the order of the names.</summary>
/// <remarks>Shape: a new schema of new types; the given one stays as it is. Digits count as numbers.</remarks>
public static class SchemaSorter
{
    public static GraphQLSchema Sort(GraphQLSchema schema)
    {
        var copies = new TypeCopies(schema.Types);
        foreach (var type in schema.Types)
        {
            Fill(type, copies);
        }

        return new GraphQLSchema(
            schema.Description,
            schema.Directives,
            [.. ByName(schema.Types, type => type.Name).Select(copies.Of)],
            [.. ByName(schema.DirectiveDefinitions, directive => directive.Name)
                .Select(directive => Copy(directive, copies))],
            schema.QueryType is { } query ? copies.Of(query) : null,
            schema.MutationType is { } mutation ? copies.Of(mutation) : null,
            schema.SubscriptionType is { } subscription ? copies.Of(subscription) : null)
        {
            Syntax = schema.Syntax,
            Documents = schema.Documents,
            DeclaredRootTypes = schema.DeclaredRootTypes.ToDictionary(
                root => root.Key, root => copies.Of(root.Value)),
        };
    }

    private static void Fill(NamedType type, TypeCopies copies)
    {
        switch (type)
        {
            case ComplexType complex:
                var copy = copies.Of(complex);
                copy.DeclaredInterfaces = [.. ByName(complex.DeclaredInterfaces, face => face.Name).Select(copies.Of)];
                copy.Interfaces = [.. copy.DeclaredInterfaces.OfType<InterfaceType>().Distinct()];
                var fields = ByName(complex.Fields, field => field.Name);
                copy.Fields = new(fields.Select(field => Copy(field, copy, copies)));
                break;
            case UnionType union:
                var members = ByName(union.DeclaredMembers, member => member.Name).Select(copies.Of).ToArray();
                copies.Of(union).DeclaredMembers = members;
                copies.Of(union).Members = members.OfType<ObjectType>().Distinct().ToArray();
                break;
            case EnumType @enum:
                copies.Of(@enum).Values = new(ByName(@enum.Values, value => value.Name));
                break;
            case InputObjectType input:
                copies.Of(input).Fields = Copy(input.Fields, copies);
                break;
        }
    }

    private static IEnumerable<T> ByName<T>(IEnumerable<T> items, Func<T, string> name) =>
        items.OrderBy(name, NaturalOrder.Instance);

    private static FieldDefinition Copy(FieldDefinition field, ComplexType owner, TypeCopies copies) =>
        new(
            field.Name,
            field.Description,
            field.Directives,
            copies.Of(field.Type),
            Copy(field.Arguments, copies),
            field.DeprecationReason)
        {
            DeclaringType = owner,
            Syntax = field.Syntax,
        };

    private static MemberMap<InputValueDefinition> Copy(MemberMap<InputValueDefinition> inputs, TypeCopies copies) =>
        new(ByName(inputs, input => input.Name).Select(input => new InputValueDefinition(
            input.Name,
            input.Description,
            input.Directives,
            copies.Of(input.Type),
            input.DefaultValue,
            input.DeprecationReason)
        {
            Syntax = input.Syntax,
        }));

    private static DirectiveDefinition Copy(DirectiveDefinition directive, TypeCopies copies) =>
        new(
            directive.Name,
            directive.Description,
            Copy(directive.Arguments, copies),
            directive.IsRepeatable,
            [.. directive.Locations.Order(NaturalOrder.Instance)])
        {
            Syntax = directive.Syntax,
        };
}
