using System.Globalization;
using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>A contract's default as a GraphQL constant of the argument's type.</summary>
/// <remarks>
/// Shape: null where it does not fit the type, or where a list or object stands: contracts give those as examples.
/// </remarks>
internal static class Defaults
{
    public static string? Write(ContractNode value, string type, EnumTypes enums)
    {
        if (enums.FindValue(type, value) is { } name)
        {
            return name;
        }

        return (value.Kind, type) switch
        {
            (ContractNodeKind.Boolean, "Boolean") => value.Text,
            (ContractNodeKind.Number, "Int") when int.TryParse(value.Text, CultureInfo.InvariantCulture, out _) =>
                value.Text,
            (ContractNodeKind.Number, NamedScalars.Long) when long.TryParse(
                value.Text, CultureInfo.InvariantCulture, out _) =>
                value.Text,
            (ContractNodeKind.Number, "Float" or NamedScalars.Decimal)
                when double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => value.Text,
            (ContractNodeKind.String, "String" or NamedScalars.DateTime or NamedScalars.Date or NamedScalars.Uuid
                or NamedScalars.Url) => SdlWriter.Quote(value.Text),
            _ => null,
        };
    }
}
