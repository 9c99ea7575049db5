using System.Globalization;
using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>A default as descriptors hold it.</summary>
/// <remarks>Source: descriptor.proto, FieldDescriptorProto.default_value.</remarks>
internal static class DefaultText
{
    /// <returns>Null for a value that the kind does not have.</returns>
    public static string? Of(ProtoKind kind, OptionValue value) => kind switch
    {
        ProtoKind.String => value.Kind == OptionValueKind.Text ? Utf8Text.Of(value.Text) : null,
        ProtoKind.Bytes => value.Kind == OptionValueKind.Text ? Escape(value.Text) : null,
        ProtoKind.Bool => value is { Kind: OptionValueKind.Name, Text: "true" or "false" } ? value.Text : null,
        ProtoKind.Enum => value.Kind == OptionValueKind.Name ? value.Text : null,
        ProtoKind.Double => OptionNumbers.TryReal(value, out var real) ? Real(real) : null,
        ProtoKind.Float => OptionNumbers.TryReal(value, out var single) ? Single((float)single) : null,
        _ => OptionNumbers.TryInteger(kind, value, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null,
    };

    private static string Real(double value) => Special(value) ?? Shortest(
        value.ToString("G15", CultureInfo.InvariantCulture),
        value,
        value.ToString("G17", CultureInfo.InvariantCulture));

    private static string Single(float value)
    {
        if (Special(value) is { } special)
        {
            return special;
        }

        var text = value.ToString("G6", CultureInfo.InvariantCulture);
        return (float.Parse(text, CultureInfo.InvariantCulture) == value
            ? text
            : value.ToString("G9", CultureInfo.InvariantCulture)).ToLowerInvariant();
    }

    private static string? Special(double value) =>
        double.IsNaN(value) ? "nan" : double.IsPositiveInfinity(value) ? "inf"
        : double.IsNegativeInfinity(value) ? "-inf" : null;

    private static string Shortest(string text, double value, string exact) =>
        (double.Parse(text, CultureInfo.InvariantCulture) == value ? text : exact).ToLowerInvariant();

    /// <summary>As in C: what is no printable character of ASCII as three octal digits.</summary>
    private static string Escape(string bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            var known = "\n\r\t\"'\\".IndexOf(value, StringComparison.Ordinal);
            if (known >= 0)
            {
                text.Append('\\').Append("nrt\"'\\"[known]);
            }
            else if (value is < ' ' or > '~')
            {
                text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
            }
            else
            {
                text.Append(value);
            }
        }

        return text.ToString();
    }
}
