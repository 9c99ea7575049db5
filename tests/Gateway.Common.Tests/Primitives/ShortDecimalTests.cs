using System.Globalization;
using System.Text;
using Gateway.Common.Primitives;

namespace Gateway.Common.Tests.Primitives;

public sealed class ShortDecimalTests
{
    private const int Rounds = 40_000;

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-9.25)]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.1 + 0.2)]
    [InlineData(1.005)]
    [InlineData(0.0001)]
    [InlineData(0.00009999)]
    [InlineData(0.00001)]
    [InlineData(4.35)]
    [InlineData(99999999999.9999)]
    [InlineData(100000000000000.5)]
    [InlineData(999999999999999.0)]
    [InlineData(1e15)]
    [InlineData(1e16)]
    [InlineData(1234567890123456789.0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MinValue)]
    [InlineData(double.MaxValue)]
    public void A_double_is_written_as_its_shortest_decimal(double value) => Check(value);

    [Fact]
    public void Any_double_is_written_as_its_shortest_decimal()
    {
        Check(-0.0);
        var random = new Random(20261126);
        for (var round = 0; round < Rounds; round++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Check(value);
            }

            var units = random.NextInt64(-(1L << random.Next(1, 60)), 1L << random.Next(1, 60));
            var amount = units / Math.Pow(10, random.Next(0, 8));
            Check(amount);
            Check(Math.BitIncrement(amount));
            Check(Math.BitDecrement(amount));
        }
    }

    private static void Check(double value)
    {
        var output = new byte[ShortDecimal.BytesMax];
        var length = ShortDecimal.Write(value, output);
        Assert.Equal(value.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(output, 0, length));
    }
}
