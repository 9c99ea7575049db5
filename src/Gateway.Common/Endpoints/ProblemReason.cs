using System.Text;
using System.Text.Json;

namespace Gateway.Common.Endpoints;

/// <summary>The name that a source's contract gives a fault → the reason that a partner reads.</summary>
/// <remarks>
/// Shape: <c>InvoiceAlreadyPaidFault</c> → <c>INVOICE_ALREADY_PAID</c>. A partner's programs may decide by it, and it
/// does not say by which protocol the service behind is called.
/// </remarks>
internal static class ProblemReason
{
    /// <summary>Characters of a name; a longer one gives no reason.</summary>
    public const int NameCharactersMax = 128;

    private static readonly string[] Endings = ["Fault", "Exception", "Error"];

    /// <param name="fault">A JSON string; empty for none.</param>
    /// <returns>Null where there is no name, or none but of letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</returns>
    public static string? Of(ReadOnlySpan<byte> fault)
    {
        if (fault.IsEmpty || fault.Length > NameCharactersMax)
        {
            return null;
        }

        var reader = new Utf8JsonReader(fault);
        reader.Read();
        var name = WithoutEnding(reader.GetString() ?? "");
        var reason = new StringBuilder(name.Length * 2);
        for (var at = 0; at < name.Length; at++)
        {
            var letter = name[at];
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or '.'))
            {
                return null;
            }

            if (char.IsAsciiLetterUpper(letter) && BeginsWord(name, at))
            {
                reason.Append('_');
            }

            reason.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_');
        }

        return reason.Length == 0 ? null : reason.ToString();
    }

    private static string WithoutEnding(string name)
    {
        foreach (var ending in Endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
            {
                return name[..^ending.Length];
            }
        }

        return name;
    }

    /// <summary>
    /// A capital after a small letter or digit, or before a small letter: <c>VATMissing</c> is two words.
    /// </summary>
    private static bool BeginsWord(string name, int at) =>
        at > 0
        && (char.IsAsciiLetterLower(name[at - 1]) || char.IsAsciiDigit(name[at - 1])
            || (char.IsAsciiLetterUpper(name[at - 1]) && at + 1 < name.Length
                && char.IsAsciiLetterLower(name[at + 1])));
}
