using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>What a type is made of, apart from what is said about it.</summary>
internal static class TypeStructure
{
    /// <summary>Equal for types with equal members, in any order; descriptions and directives do not count.</summary>
    public static string Of(TypeDefinitionNode type)
    {
        var members = type switch
        {
            ComplexTypeDefinitionNode complex => complex.Fields.Select(static field =>
                $"{field.Name.Value}({string.Join(',', field.Arguments.Select(Of))}):{Printer.Print(field.Type)}"),
            InputObjectTypeDefinitionNode input => input.Fields.Select(Of),
            EnumTypeDefinitionNode @enum => @enum.Values.Select(static value => value.Name.Value),
            UnionTypeDefinitionNode union => union.Members.Select(static member => member.Name.Value),
            ScalarTypeDefinitionNode scalar => scalar.Directives
                .Where(static directive => directive.Name.Is("specifiedBy"u8))
                .Select(static directive => Printer.Print(directive)),
            _ => [],
        };
        return new StringBuilder(type.GetType().Name)
            .Append('\n').AppendJoin('\n', members.Order(StringComparer.Ordinal))
            .ToString();
    }

    /// <summary>Names of the types that its members have.</summary>
    public static IEnumerable<string> References(TypeDefinitionNode type) => type switch
    {
        ComplexTypeDefinitionNode complex => complex.Fields.SelectMany(static field =>
            field.Arguments.Select(static argument => NameOf(argument.Type)).Append(NameOf(field.Type))),
        InputObjectTypeDefinitionNode input => input.Fields.Select(static field => NameOf(field.Type)),
        UnionTypeDefinitionNode union => union.Members.Select(static member => member.Name.Value),
        _ => [],
    };

    private static string Of(InputValueDefinitionNode value) =>
        $"{value.Name.Value}:{Printer.Print(value.Type)}"
        + (value.DefaultValue is { } fallback ? $"={Printer.Print(fallback)}" : "");

    private static string NameOf(TypeNode type) => TypeNames.Innermost(type).Value;
}
