using System.Globalization;
using System.Text.Json;

namespace Gateway.Common.Primitives;

/// <summary>Reads JSON token by token, knowing where each value stands.</summary>
/// <remarks>
/// Paths are names and indexes with dots between; a name with a dot in it is therefore ambiguous, which no name of
/// GraphQL has. Errors: <see cref="JsonException"/> for what is not JSON or nested deeper than <see cref="DepthMax"/>.
/// </remarks>
internal ref struct JsonPathWalk(ReadOnlySpan<byte> json)
{
    public const int DepthMax = 128;

    private readonly List<Step> _steps = [];
    private Utf8JsonReader _reader = new(json, new JsonReaderOptions { MaxDepth = DepthMax });

    public readonly JsonTokenType TokenType => _reader.TokenType;

    public readonly int TokenStart => (int)_reader.TokenStartIndex;

    public readonly int TokenEnd => (int)_reader.BytesConsumed;

    /// <summary>The raw text of a string or number.</summary>
    public readonly ReadOnlySpan<byte> Value => _reader.ValueSpan;

    /// <summary>Where the value just read stands, such as <c>input.files.0</c>; empty for the root.</summary>
    public readonly string Path => string.Join('.', _steps.Select(static step => step.Text));

    public bool Read()
    {
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            _steps.Add(new Step(null, _reader.TokenType == JsonTokenType.StartArray ? -1 : -2));
        }

        if (!_reader.Read())
        {
            return false;
        }

        switch (_reader.TokenType)
        {
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _steps.RemoveAt(_steps.Count - 1);
                break;
            case JsonTokenType.PropertyName:
                _steps[^1] = new Step(_reader.GetString(), -2);
                break;
            default:
                if (_steps is [.., { Index: >= -1 } list])
                {
                    _steps[^1] = new Step(null, list.Index + 1);
                }

                break;
        }

        return true;
    }

    /// <param name="Name">Of an object's member.</param>
    /// <param name="Index">Of a list's element, -1 before the first; -2 in an object.</param>
    private readonly record struct Step(string? Name, int Index)
    {
        public string Text => Name ?? Index.ToString(CultureInfo.InvariantCulture);
    }
}
