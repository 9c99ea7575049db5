using System.Text;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Codes of faults, by the name of the element in their detail.</summary>
/// <remarks>
/// Only names that the contract declares are known: what else a service says is in the log, not in the answer.
/// </remarks>
internal sealed class FaultCodes(IReadOnlyList<string> names)
{
    private readonly Utf8Map<DeclaredFault> _faults = new(
        [.. names.Select(static name => new DeclaredFault(
            Encoding.UTF8.GetBytes(name), CodeOf(name), Encoding.UTF8.GetBytes($"\"fault\":\"{name}\"")))],
        static fault => fault.Name);

    public SourceException ToException(ReadOnlySpan<byte> detailName, string said) =>
        _faults.Find(detailName) is { } fault
            ? new SourceException(fault.Code, MessageOf(fault.Code), said, fault.Extensions)
            : new SourceException(SourceErrorCodes.Failed, MessageOf(SourceErrorCodes.Failed), said);

    /// <summary>What a fault's name says about its kind.</summary>
    public static string CodeOf(string name)
    {
        if (Has(name, "NotFound") || Has(name, "DoesNotExist") || Has(name, "NoSuch"))
        {
            return SourceErrorCodes.NotFound;
        }

        if (Has(name, "Already") || Has(name, "Conflict") || Has(name, "Duplicate"))
        {
            return SourceErrorCodes.Conflict;
        }

        if (Has(name, "Invalid") || Has(name, "Argument"))
        {
            return SourceErrorCodes.InvalidArgument;
        }

        return Has(name, "Denied") || Has(name, "Forbidden") || Has(name, "Unauthorized")
            ? SourceErrorCodes.Forbidden
            : SourceErrorCodes.Failed;
    }

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string MessageOf(string code) => code switch
    {
        SourceErrorCodes.NotFound => "The source has no such thing.",
        SourceErrorCodes.Conflict => "The source's state does not allow this.",
        SourceErrorCodes.InvalidArgument => "The source refused the arguments.",
        SourceErrorCodes.Forbidden => "The source refused the caller.",
        _ => "The source answered with an error.",
    };

    private sealed record DeclaredFault(byte[] Name, string Code, byte[] Extensions);
}
