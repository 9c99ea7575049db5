using System.Text.Json;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Walks the items of a JSON array; a value that is no array is its only item.</summary>
internal ref struct JsonItems
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private readonly bool _isSingle;

    public JsonItems(ReadOnlySpan<byte> json)
    {
        _json = json;
        _isSingle = json.IsEmpty || json[0] != (byte)'[';
        _reader = new Utf8JsonReader(json);
        if (!_isSingle)
        {
            _reader.Read();
        }

        Current = default;
    }

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        if (_isSingle)
        {
            var isFirst = Current.IsEmpty;
            Current = _json;
            return isFirst && !_json.IsEmpty;
        }

        if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        Current = _json[start..(int)_reader.BytesConsumed];
        return true;
    }
}
