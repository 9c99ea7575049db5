using System.Xml;
using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Collects what an import finds; each finding once.</summary>
internal sealed class Diagnostics
{
    /// <summary>More are not listed.</summary>
    public const int CountMax = 1000;

    private readonly HashSet<ImportDiagnostic> _all = [];

    public bool HasErrors => _all.Any(static diagnostic => diagnostic.IsError);

    /// <summary>Worst first, otherwise as found.</summary>
    public IReadOnlyList<ImportDiagnostic> All =>
        [.. _all.OrderByDescending(static diagnostic => diagnostic.IsError)];

    public void Error(string code, string message, XObject at) => Add(isError: true, code, message, at);

    public void Warning(string code, string message, XObject at) => Add(isError: false, code, message, at);

    public void Error(string code, string message, string file, int line = 0) =>
        Add(isError: true, code, message, file, line);

    public void Add(bool isError, string code, string message, string file, int line = 0) =>
        Add(new ImportDiagnostic(isError, code, message, file, line));

    public void Add(bool isError, string code, string message, XObject at)
    {
        var line = at is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
        Add(new ImportDiagnostic(isError, code, message, ContractXml.FileOf(at), line, PathOf(at)));
    }

    private void Add(ImportDiagnostic diagnostic)
    {
        if (_all.Count < CountMax)
        {
            _all.Add(diagnostic);
        }
    }

    private static string? PathOf(XObject at)
    {
        var names = new List<string>();
        for (var element = at as XElement ?? at.Parent; element is not null; element = element.Parent)
        {
            var name = (string?)element.Attribute("name");
            names.Add(name is null ? element.Name.LocalName : $"{element.Name.LocalName}[{name}]");
        }

        names.Reverse();
        return names.Count == 0 ? null : string.Join('/', names);
    }
}
