using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>Reads JSON into nodes with their lines.</summary>
/// <remarks>
/// Errors: <see cref="ContractException"/>. Comments and trailing commas are let pass. Source: RFC 8259.
/// </remarks>
internal ref struct JsonContract
{
    public const int DepthMax = 256;

    /// <summary>Longer names are not shared.</summary>
    private const int NameLengthMax = 64;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ContractDocument _document;

    /// <summary>Of the objects and arrays that are open: each is copied out when it ends.</summary>
    private readonly List<KeyValuePair<string, ContractNode>> _members = [];
    private readonly List<ContractNode> _items = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private Utf8JsonReader _reader;
    private int _nodesLeft;
    private int _line = 1;
    private int _counted;

    private JsonContract(ReadOnlySpan<byte> json, ContractDocument document, int nodesMax)
    {
        _json = json;
        _document = document;
        _nodesLeft = nodesMax;
        _names = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var options = new JsonReaderOptions
        {
            MaxDepth = DepthMax,
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };
        _reader = new Utf8JsonReader(json, options);
    }

    public static ContractNode Read(ReadOnlySpan<byte> json, ContractDocument document, int nodesMax)
    {
        var contract = new JsonContract(json, document, nodesMax);
        try
        {
            contract._reader.Read();
            var root = contract.ReadNode();
            contract._reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            var line = (int)(error.LineNumber ?? 0) + 1;
            throw new ContractException(ContractCodes.Malformed, "This is not valid JSON here.", document.Path, line);
        }
    }

    private ContractNode ReadNode()
    {
        if (--_nodesLeft < 0)
        {
            throw new ContractException(
                ContractCodes.TooLarge, "The contract has too many values.", _document.Path, _line);
        }

        var line = CountLines();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(line),
            JsonTokenType.StartArray => ReadArray(line),
            JsonTokenType.String => ContractNode.Scalar(ContractNodeKind.String, ReadText(line), _document, line),
            JsonTokenType.Number => ContractNode.Scalar(
                ContractNodeKind.Number, Encoding.ASCII.GetString(_reader.ValueSpan), _document, line),
            JsonTokenType.True => ContractNode.Scalar(ContractNodeKind.Boolean, "true", _document, line),
            JsonTokenType.False => ContractNode.Scalar(ContractNodeKind.Boolean, "false", _document, line),
            _ => ContractNode.Scalar(ContractNodeKind.Null, "", _document, line),
        };
    }

    private ContractNode ReadObject(int line)
    {
        var first = _members.Count;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadName(line);
            _reader.Read();
            var value = ReadNode();
            _members.Add(new(name, value));
        }

        return ContractNode.Object(Take(_members, first), _document, line);
    }

    private ContractNode ReadArray(int line)
    {
        var first = _items.Count;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            var item = ReadNode();
            _items.Add(item);
        }

        return ContractNode.Array(Take(_items, first), _document, line);
    }

    /// <summary>What was added since, and the list as it was.</summary>
    private static T[] Take<T>(List<T> open, int first)
    {
        if (open.Count == first)
        {
            return [];
        }

        var taken = new T[open.Count - first];
        open.CopyTo(first, taken, 0, taken.Length);
        open.RemoveRange(first, taken.Length);
        return taken;
    }

    /// <summary>The few names of a contract, each a string once.</summary>
    private readonly string ReadName(int line)
    {
        var utf8 = _reader.ValueSpan;
        Span<char> name = stackalloc char[NameLengthMax];
        if (_reader.ValueIsEscaped || utf8.Length > NameLengthMax || !Ascii.IsValid(utf8))
        {
            return ReadText(line);
        }

        name = name[..Encoding.ASCII.GetChars(utf8, name)];
        if (!_names.TryGetValue(name, out var known))
        {
            known = name.ToString();
            _names.Dictionary.Add(known, known);
        }

        return known;
    }

    private readonly string ReadText(int line)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ContractException(
                ContractCodes.Malformed, "A string is not valid Unicode.", _document.Path, line);
        }
    }

    private int CountLines()
    {
        var position = (int)_reader.TokenStartIndex;
        _line += _json[_counted..position].Count((byte)'\n');
        _counted = position;
        return _line;
    }
}
