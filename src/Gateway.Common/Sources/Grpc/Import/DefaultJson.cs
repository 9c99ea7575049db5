using System.Globalization;
using Gateway.Common.Sources.Grpc.Contracts;

namespace Gateway.Common.Sources.Grpc.Import;

/// <summary>A field's own default as the JSON that an absent value reads as.</summary>
/// <remarks>Source: descriptor.proto, FieldDescriptorProto.default_value; Protocol Buffers, ProtoJSON format.</remarks>
internal static class DefaultJson
{
    /// <param name="enumName">The GraphQL name of an enum's value.</param>
    /// <returns>Null where there is none, or none that JSON can say: infinity.</returns>
    public static string? Of(ProtoField field, ProtoKind kind, Func<string, string?> enumName)
    {
        if (field.Default is not { } text || field.IsRepeated)
        {
            return null;
        }

        return kind switch
        {
            ProtoKind.Enum => enumName(text) is { } name ? $"\"{name}\"" : null,
            ProtoKind.Bool or ProtoKind.Int32 or ProtoKind.SInt32 or ProtoKind.SFixed32 or ProtoKind.UInt32
                or ProtoKind.Fixed32 => text,
            ProtoKind.Int64 or ProtoKind.SInt64 or ProtoKind.SFixed64 or ProtoKind.UInt64 or ProtoKind.Fixed64 =>
                $"\"{text}\"",
            ProtoKind.Double or ProtoKind.Float => Real(text),
            ProtoKind.String => SdlWriter.Quote(text),
            ProtoKind.Bytes => $"\"{Convert.ToBase64String(Bytes(text))}\"",
            _ => null,
        };
    }

    /// <summary>Descriptors hold bytes as C would write them: what is no printable ASCII is escaped.</summary>
    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                bytes.Add((byte)text[at]);
                continue;
            }

            var digits = 0;
            while (digits < 3 && at + 1 + digits < text.Length && text[at + 1 + digits] is >= '0' and <= '7')
            {
                digits++;
            }

            var known = "nrtabfv".IndexOf(text[at + 1], StringComparison.Ordinal);
            bytes.Add(digits > 0 ? (byte)Convert.ToInt32(text.Substring(at + 1, digits), 8)
                : known >= 0 ? "\n\r\t\a\b\f\v"u8[known]
                : (byte)text[at + 1]);
            at += Math.Max(digits, 1);
        }

        return [.. bytes];
    }

    private static string? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : null;
}
