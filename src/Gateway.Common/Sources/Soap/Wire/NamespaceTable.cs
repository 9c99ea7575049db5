using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Namespaces that a compiled call knows, as small numbers: names compare without their text.</summary>
internal sealed class NamespaceTable
{
    /// <summary>A namespace that the call does not know; equal to none, not even to itself.</summary>
    public const int Unknown = -1;

    /// <summary>No namespace.</summary>
    public const int None = 0;
    public const int Soap11 = 1;
    public const int Soap12 = 2;
    public const int Instance = 3;
    public const int Xml = 4;
    public const int Xop = 5;
    public const int Encoding12 = 6;

    public const string Soap11Uri = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Soap12Uri = "http://www.w3.org/2003/05/soap-envelope";
    public const string InstanceUri = "http://www.w3.org/2001/XMLSchema-instance";
    public const string XopUri = "http://www.w3.org/2004/08/xop/include";
    public const string Encoding11Uri = "http://schemas.xmlsoap.org/soap/encoding/";
    public const string Encoding12Uri = "http://www.w3.org/2003/05/soap-encoding";
    public const string XmlUri = "http://www.w3.org/XML/1998/namespace";

    private readonly List<byte[]> _uris = [];

    public NamespaceTable()
    {
        string[] known = ["", Soap11Uri, Soap12Uri, InstanceUri, XmlUri, XopUri, Encoding12Uri];
        foreach (var uri in known)
        {
            Add(uri);
        }
    }

    public int Count => _uris.Count;

    public ReadOnlySpan<byte> this[int id] => _uris[id];

    public static bool IsEnvelope(int id) => id is Soap11 or Soap12;

    /// <summary>Only while compiling: a table is read by many requests at once afterwards.</summary>
    public int Add(string uri)
    {
        var utf8 = Encoding.UTF8.GetBytes(uri);
        var known = Find(utf8);
        if (known != Unknown)
        {
            return known;
        }

        _uris.Add(utf8);
        return _uris.Count - 1;
    }

    /// <param name="uri">With references resolved.</param>
    public int Find(ReadOnlySpan<byte> uri)
    {
        for (var id = 0; id < _uris.Count; id++)
        {
            if (uri.SequenceEqual(_uris[id]))
            {
                return id;
            }
        }

        return Unknown;
    }
}
