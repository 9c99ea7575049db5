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

    private readonly ReadOnlySpan<byte> _json;
    private readonly ContractDocument _document;
    private Utf8JsonReader _reader;
    private int _nodesLeft;
    private int _line = 1;
    private int _counted;

    private JsonContract(ReadOnlySpan<byte> json, ContractDocument document, int nodesMax)
    {
        _json = json;
        _document = document;
        _nodesLeft = nodesMax;
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
        var members = new List<KeyValuePair<string, ContractNode>>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(line);
            _reader.Read();
            members.Add(new(name, ReadNode()));
        }

        return ContractNode.Object(members, _document, line);
    }

    private ContractNode ReadArray(int line)
    {
        var items = new List<ContractNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode());
        }

        return ContractNode.Array(items, _document, line);
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
