using System.Xml;

namespace Shop.Soap;

/// <summary>The texts of a call's parameters, read as the schema's types.</summary>
/// <remarks>Errors: a Client fault that names the parameter.</remarks>
internal sealed class SoapArguments(IReadOnlyDictionary<string, string> texts)
{
    /// <returns>Null when the parameter was left out.</returns>
    public string? Text(string name) => texts.GetValueOrDefault(name);

    /// <summary>A text with something in it.</summary>
    public string FilledText(string name, int lengthMax) =>
        Text(name) is { Length: > 0 } text && text.Length <= lengthMax
            ? text
            : throw SoapFault.Client($"{name} must have 1 to {lengthMax} characters.");

    public int Int(string name, int absent, int min, int max)
    {
        var value = Text(name) is { } text ? Convert(name, text, "int", XmlConvert.ToInt32) : absent;
        return value >= min && value <= max ? value : throw SoapFault.Client($"{name} must be {min} to {max}.");
    }

    public decimal Decimal(string name) => Convert(name, Text(name) ?? "", "decimal", XmlConvert.ToDecimal);

    private static T Convert<T>(string name, string text, string type, Func<string, T> convert)
    {
        try
        {
            return convert(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw SoapFault.Client($"{name} is not an xs:{type}.");
        }
    }
}
