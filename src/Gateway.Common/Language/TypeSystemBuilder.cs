namespace Gateway.Common.Language;

/// <summary>Makes definitions and extensions of the type system of the tape.</summary>
internal static class TypeSystemBuilder
{
    public static TypeSystemNode Definition(ref TapeReader tape, DefinitionShape shape, int start)
    {
        var isExtension = shape.Has(DefinitionParts.Extension);
        var description = isExtension ? null : ValueBuilder.Description(ref tape);
        if (shape.Kind == SyntaxKind.SchemaDefinition)
        {
            var schemaDirectives = ExecutableBuilder.Directives(ref tape);
            var operationTypes = OperationTypes(ref tape);
            return new SchemaDefinitionNode(
                description, isExtension, schemaDirectives, operationTypes, tape.SpanFrom(start));
        }

        var name = tape.TakeName();
        if (shape.Kind == SyntaxKind.DirectiveDefinition)
        {
            var arguments = MemberBuilder.InputValues(ref tape, '(');
            var locations = Locations(ref tape);
            return new DirectiveDefinitionNode(
                description, name, arguments, shape.Has(DefinitionParts.Repeatable), locations, tape.SpanFrom(start));
        }

        var interfaces = shape.Has(DefinitionParts.Interfaces) ? ValueBuilder.NamedTypes(ref tape) : [];
        var directives = ExecutableBuilder.Directives(ref tape);
        switch (shape.Kind)
        {
            case SyntaxKind.ObjectTypeDefinition:
                var fields = MemberBuilder.Fields(ref tape);
                return new ObjectTypeDefinitionNode(
                    description, isExtension, name, interfaces, directives, fields, tape.SpanFrom(start));
            case SyntaxKind.InterfaceTypeDefinition:
                fields = MemberBuilder.Fields(ref tape);
                return new InterfaceTypeDefinitionNode(
                    description, isExtension, name, interfaces, directives, fields, tape.SpanFrom(start));
            case SyntaxKind.InputObjectTypeDefinition:
                var inputs = MemberBuilder.InputValues(ref tape, '{');
                return new InputObjectTypeDefinitionNode(
                    description, isExtension, name, directives, inputs, tape.SpanFrom(start));
            case SyntaxKind.EnumTypeDefinition:
                var values = MemberBuilder.EnumValues(ref tape);
                return new EnumTypeDefinitionNode(
                    description, isExtension, name, directives, values, tape.SpanFrom(start));
            case SyntaxKind.UnionTypeDefinition:
                var members = tape.Kind == '=' ? ValueBuilder.NamedTypes(ref tape) : [];
                return new UnionTypeDefinitionNode(
                    description, isExtension, name, directives, members, tape.SpanFrom(start));
            default:
                return new ScalarTypeDefinitionNode(description, isExtension, name, directives, tape.SpanFrom(start));
        }
    }

    private static OperationTypeDefinitionNode[] OperationTypes(ref TapeReader tape)
    {
        if (tape.Kind != '{')
        {
            return [];
        }

        var operationTypes = new OperationTypeDefinitionNode[tape.Take().Extent];
        for (var index = 0; index < operationTypes.Length; index++)
        {
            var word = tape.Take();
            var type = ValueBuilder.NamedType(ref tape);
            operationTypes[index] = new OperationTypeDefinitionNode(
                (OperationType)word.Extent, type, tape.SpanFrom(word.Start));
        }

        tape.TakeEnding();
        return operationTypes;
    }

    private static Name[] Locations(ref TapeReader tape)
    {
        var locations = new Name[tape.Take().Extent];
        for (var index = 0; index < locations.Length; index++)
        {
            locations[index] = tape.TakeName();
        }

        return locations;
    }
}
