using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A type has all fields of the interfaces it implements, with fitting types and arguments.</summary>
/// <remarks>Source: GraphQL §3.6.1 IsValidImplementation 2.</remarks>
internal static class ImplementationsRule
{
    public static void Check(TypeSystemContext context, NamedType type)
    {
        if (type is not ComplexType complex)
        {
            return;
        }

        foreach (var face in complex.Interfaces.Elements())
        {
            foreach (var required in face == type ? MemberMap<FieldDefinition>.Empty : face.Fields)
            {
                CheckField(context, complex, required);
            }
        }
    }

    private static void CheckField(TypeSystemContext context, ComplexType type, FieldDefinition required)
    {
        if (type.Fields.Find(required.SourceName.Utf8) is not { } field)
        {
            context.Report(
                SchemaErrorCodes.InterfaceFieldMissing,
                $"\"{type}\" lacks the field \"{required.Coordinate}\" of an interface that it implements.",
                [TypeSystemContext.At(required.Syntax), .. TypeSystemContext.At(type)]);
            return;
        }

        if (!GraphQLSchema.IsSubtype(field.Type, required.Type))
        {
            context.Report(
                SchemaErrorCodes.InterfaceFieldTypeMismatch,
                $"\"{field.Coordinate}\" returns \"{field.Type}\", which is no \"{required.Type}\" "
                + $"as \"{required.Coordinate}\" demands.",
                TypeSystemContext.AtType(required),
                TypeSystemContext.AtType(field));
        }

        if (field.DeprecationReason is not null && required.DeprecationReason is null)
        {
            context.Report(
                SchemaErrorCodes.InterfaceFieldNotDeprecated,
                $"\"{field.Coordinate}\" is deprecated but \"{required.Coordinate}\" is not.",
                TypeSystemContext.At(required.Syntax),
                TypeSystemContext.At<FieldDefinitionNode>(
                    field.Syntax, node => node.Directives.First(item => item.Name.Is("deprecated"u8))));
        }

        CheckArguments(context, field, required);
    }

    private static void CheckArguments(TypeSystemContext context, FieldDefinition field, FieldDefinition required)
    {
        foreach (var expected in required.Arguments)
        {
            if (field.Arguments.Find(expected.SourceName.Utf8) is not { } argument)
            {
                context.Report(
                    SchemaErrorCodes.InterfaceArgumentMissing,
                    $"\"{field.Coordinate}\" lacks the argument \"{required.Coordinate}({expected.Name}:)\".",
                    TypeSystemContext.At(expected.Syntax),
                    TypeSystemContext.At(field.Syntax));
            }
            else if (!SchemaType.AreEqual(argument.Type, expected.Type))
            {
                context.Report(
                    SchemaErrorCodes.InterfaceArgumentTypeMismatch,
                    $"\"{field.Coordinate}({expected.Name}:)\" has type \"{argument.Type}\", "
                    + $"but \"{required.Coordinate}({expected.Name}:)\" has \"{expected.Type}\".",
                    TypeSystemContext.AtType(expected),
                    TypeSystemContext.AtType(argument));
            }
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && required.Arguments.Find(argument.SourceName.Utf8) is null)
            {
                context.Report(
                    SchemaErrorCodes.RequiredArgumentNotInInterface,
                    $"\"{field.Coordinate}({argument.Name}:)\" is required, "
                        + $"but \"{required.Coordinate}\" has none such.",
                    TypeSystemContext.At(argument.Syntax),
                    TypeSystemContext.At(required.Syntax));
            }
        }
    }
}
