using System.Text.Json;

namespace Gateway.Common.Endpoints;

/// <summary>Where in a GraphQL response an endpoint's value stands, and what its errors say.</summary>
/// <remarks>Shape: one pass over the bytes, no tree; strings are made only of errors. Source: GraphQL §7.1.</remarks>
/// <param name="Value">The one root field's value; empty where there is no data.</param>
/// <param name="IsNull">Whether there is no value, or null.</param>
/// <param name="Codes">Of the errors, each once, in their order.</param>
/// <param name="Message">Of the first error.</param>
/// <param name="Fault">The first error's <c>extensions.fault</c>: a JSON string, or empty.</param>
internal readonly record struct GraphQLAnswer(
    ReadOnlyMemory<byte> Value, bool IsNull, IReadOnlyList<string> Codes, string? Message, ReadOnlyMemory<byte> Fault)
{
    /// <summary>Different codes kept of one answer.</summary>
    public const int CodesMax = 16;

    /// <summary>Nesting of an answer that can be read.</summary>
    private const int DepthMax = 1_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DepthMax };

    /// <param name="body">A response as the pipeline writes it.</param>
    public static GraphQLAnswer Read(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span, Options);
        ReadOnlyMemory<byte> value = default;
        var isNull = true;
        var errors = new ErrorList();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                value = ReadData(body, ref reader, out isNull);
            }
            else if (reader.ValueTextEquals("errors"u8))
            {
                errors.Read(body, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new GraphQLAnswer(value, isNull, errors.Codes, errors.Message, errors.Fault);
    }

    private static ReadOnlyMemory<byte> ReadData(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader, out bool isNull)
    {
        isNull = true;
        reader.Read();
        ReadOnlyMemory<byte> value = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return value;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            isNull = reader.TokenType == JsonTokenType.Null;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            value = body[start..(int)reader.BytesConsumed];
        }

        return value;
    }

    /// <summary>Gathers what is kept of <c>errors</c>.</summary>
    private struct ErrorList()
    {
        private List<string>? _codes;

        public readonly IReadOnlyList<string> Codes => (IReadOnlyList<string>?)_codes ?? [];

        public string? Message { get; private set; }

        public ReadOnlyMemory<byte> Fault { get; private set; }

        public void Read(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader)
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadError(body, ref reader);
            }
        }

        private void ReadError(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader)
        {
            var isFirst = _codes is null;
            var code = EndpointErrorCodes.SourceError;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (isFirst && reader.ValueTextEquals("message"u8))
                {
                    reader.Read();
                    Message = reader.GetString();
                }
                else if (reader.ValueTextEquals("extensions"u8))
                {
                    code = ReadExtensions(body, ref reader, isFirst) ?? code;
                }
                else
                {
                    reader.Skip();
                }
            }

            _codes ??= [];
            if (_codes.Count < CodesMax && !_codes.Contains(code))
            {
                _codes.Add(code);
            }
        }

        private string? ReadExtensions(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader, bool isFirst)
        {
            string? code = null;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isCode = reader.ValueTextEquals("code"u8);
                var isFault = isFirst && reader.ValueTextEquals("fault"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                var isText = reader.TokenType == JsonTokenType.String;
                code = isCode && isText ? reader.GetString() : code;
                reader.Skip();
                Fault = isFault && isText ? body[start..(int)reader.BytesConsumed] : Fault;
            }

            return code;
        }
    }
}
