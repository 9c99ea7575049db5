using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Codes of faults, by the element in their detail, its namespace and local name.</summary>
/// <remarks>
/// Shape: the extensions of a declared fault hold its name as <c>fault</c>, and what is declared to stand in it as
/// <c>faultDetail</c>.
/// Only what the contract declares is known: what else a service says is in the log, not in the answer.
/// </remarks>
/// <param name="soap">Whose <see cref="SoapDirective.Faults"/> they are.</param>
/// <param name="namespaces">Of the call that is being compiled.</param>
internal sealed class FaultCodes(SoapDirective soap, NamespaceTable namespaces)
{
    private readonly FaultMember[] _faults =
        [.. soap.Faults.Select(fault => FaultMember.Parse(fault, soap.Namespace, namespaces))];

    /// <summary>Of the detail's element that starts.</summary>
    public FaultMember? Find(ref XmlTokenizer xml)
    {
        foreach (var fault in _faults)
        {
            if (fault.IsAt(ref xml))
            {
                return fault;
            }
        }

        return null;
    }

    /// <param name="fault">Null for one that the contract does not declare.</param>
    /// <param name="detail">What can be shown of it as JSON; or null.</param>
    /// <param name="said">For the log.</param>
    public static SourceException ToException(FaultMember? fault, byte[]? detail, string said)
    {
        if (fault is null)
        {
            return new SourceException(SourceErrorCodes.Failed, MessageOf(SourceErrorCodes.Failed), said);
        }

        var code = CodeOf(fault.Name);
        var name = Encoding.UTF8.GetBytes($"\"fault\":\"{fault.Name}\"");
        return new SourceException(
            code, MessageOf(code), said, detail is null ? name : [.. name, .. ",\"faultDetail\":"u8, .. detail]);
    }

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
}
