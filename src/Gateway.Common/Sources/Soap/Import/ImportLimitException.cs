using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>A contract grew past a bound.</summary>
internal sealed class ImportLimitException(string message, XElement at) : Exception(message)
{
    public XElement At { get; } = at;
}
