using System.Globalization;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Numbers of options and defaults, within the bounds of their kinds.</summary>
internal static class OptionNumbers
{
    public static bool TryReal(OptionValue value, out double real)
    {
        real = 0;
        var isNumber = value.Kind switch
        {
            OptionValueKind.Integer => TryWhole(value.Text, out real),
            OptionValueKind.Float => double.TryParse(
                value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out real),
            OptionValueKind.Name => TryNamed(value.Text, out real),
            _ => false,
        };
        real = value.IsNegative ? -real : real;
        return isNumber;
    }

    public static bool TryInteger(ProtoKind kind, OptionValue value, out Int128 number)
    {
        number = 0;
        if (value.Kind != OptionValueKind.Integer || !ProtoLexer.TryInteger(value.Text, out var digits))
        {
            return false;
        }

        number = value.IsNegative ? -(Int128)digits : digits;
        var (least, most) = kind switch
        {
            ProtoKind.Int32 or ProtoKind.SInt32 or ProtoKind.SFixed32 => ((Int128)int.MinValue, (Int128)int.MaxValue),
            ProtoKind.UInt32 or ProtoKind.Fixed32 => (0, uint.MaxValue),
            ProtoKind.UInt64 or ProtoKind.Fixed64 => (0, ulong.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return number >= least && number <= most;
    }

    private static bool TryWhole(string digits, out double real)
    {
        var isWhole = ProtoLexer.TryInteger(digits, out var number);
        real = number;
        return isWhole;
    }

    private static bool TryNamed(string name, out double real)
    {
        real = name == "nan" ? ProtoKinds.NotANumber : double.PositiveInfinity;
        return name is "nan" or "inf";
    }
}
