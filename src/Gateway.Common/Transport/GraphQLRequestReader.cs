using System.Text.Json;
using System.Text.Unicode;
using Gateway.Common.Primitives;

namespace Gateway.Common.Transport;

/// <summary>Reads a GraphQL request from a JSON body: one pass, no DOM, slices in place of copies.</summary>
/// <remarks>Unknown members are passed over, as the specification has it; members given twice are refused.</remarks>
internal static class GraphQLRequestReader
{
    /// <summary>Nesting of the body; deeper than any variable may be.</summary>
    public const int DepthMax = 70;

    private static readonly ParameterRefusal OtherId = ParameterRefusal.Of("documentId", "the only id given");

    [Flags]
    private enum Seen : byte
    {
        None = 0,
        Query = 1,
        OperationName = 2,
        Variables = 4,
        DocumentId = 8,
        Extensions = 16,
    }

    /// <param name="body">The whole body; has to live as long as the parameters.</param>
    /// <param name="scratch">Takes a query that is written with escapes; has to live as long too.</param>
    /// <param name="parameters">What was found.</param>
    /// <returns>Null on success.</returns>
    public static ParameterRefusal? Read(
        ReadOnlyMemory<byte> body, PooledBytes scratch, out GraphQLParameters parameters)
    {
        parameters = default;
        if (!Utf8.IsValid(body.Span))
        {
            return ParameterRefusal.Malformed;
        }

        var reader = NewReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return reader.TokenType == JsonTokenType.StartArray
                    ? ParameterRefusal.Batch
                    : ParameterRefusal.Malformed;
            }

            // Past the object's end only white space is allowed; anything else throws.
            return ReadObject(ref reader, body, scratch, ref parameters)
                ?? (reader.Read() ? ParameterRefusal.Malformed : null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is half a surrogate pair.
            return ParameterRefusal.Malformed;
        }
    }

    /// <summary>Reads an array of requests.</summary>
    /// <param name="body">The whole body; has to live as long as the batch.</param>
    /// <param name="requestsMax">Requests that an array may hold.</param>
    /// <param name="batch">Takes what is found; the caller disposes it whatever comes.</param>
    /// <returns>Null on success; one wrong request refuses all.</returns>
    public static ParameterRefusal? ReadBatch(ReadOnlyMemory<byte> body, int requestsMax, GraphQLBatch batch)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return ParameterRefusal.Malformed;
        }

        var reader = NewReader(body);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (batch.Requests.Count == requestsMax)
                {
                    return ParameterRefusal.BatchTooLarge(requestsMax);
                }

                var parameters = default(GraphQLParameters);
                if (ReadObject(ref reader, body, batch.AddScratch(), ref parameters) is { } refusal)
                {
                    return refusal;
                }

                batch.Requests.Add(parameters);
            }

            return reader.TokenType != JsonTokenType.EndArray || batch.Requests.Count == 0 || reader.Read()
                ? ParameterRefusal.Malformed
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ParameterRefusal.Malformed;
        }
    }

    /// <summary>Whether the body is an array, from its first token.</summary>
    public static bool IsArray(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];

    /// <summary>Reads <c>variables</c> or <c>extensions</c> of a query string.</summary>
    /// <param name="name">Which of the two.</param>
    /// <param name="value">One JSON object or null.</param>
    /// <param name="parameters">Takes what is found.</param>
    public static ParameterRefusal? ReadOne(string name, byte[] value, ref GraphQLParameters parameters)
    {
        var reader = NewReader(value);
        try
        {
            reader.Read();
            var refusal = reader.TokenType == JsonTokenType.Null ? null
                : name == "variables" ? ReadVariables(ref reader, value, ref parameters)
                : ReadExtensions(ref reader, ref parameters);
            return refusal ?? (reader.Read() ? ParameterRefusal.Of(name, "one JSON object") : null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ParameterRefusal.Of(name, "a JSON object");
        }
    }

    private static Utf8JsonReader NewReader(ReadOnlyMemory<byte> body) =>
        new(body.Span, new JsonReaderOptions { MaxDepth = DepthMax });

    private static ParameterRefusal? ReadObject(
        ref Utf8JsonReader reader,
        ReadOnlyMemory<byte> body,
        PooledBytes scratch,
        ref GraphQLParameters parameters)
    {
        var seen = Seen.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadMember(ref reader, body, scratch, ref parameters, ref seen) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static ParameterRefusal? ReadMember(
        ref Utf8JsonReader reader,
        ReadOnlyMemory<byte> body,
        PooledBytes scratch,
        ref GraphQLParameters parameters,
        ref Seen seen)
    {
        var member = Member(ref reader);
        if (member == Seen.None)
        {
            reader.Skip();
            return null;
        }

        if ((seen & member) != 0)
        {
            return ParameterRefusal.Of(NameOf(member), "given once");
        }

        seen |= member;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (member == Seen.Extensions)
        {
            return ReadExtensions(ref reader, ref parameters);
        }

        if (member == Seen.Variables)
        {
            return ReadVariables(ref reader, body, ref parameters);
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return ParameterRefusal.Of(NameOf(member), "a string");
        }

        switch (member)
        {
            case Seen.Query:
                parameters.Query = Text(ref reader, body, scratch);
                break;
            case Seen.OperationName:
                parameters.OperationName = reader.GetString();
                break;
            case Seen.DocumentId when !parameters.TrySetDocumentId(reader.GetString()):
                return OtherId;
        }

        return null;
    }

    private static Seen Member(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("query"u8) ? Seen.Query
        : reader.ValueTextEquals("variables"u8) ? Seen.Variables
        : reader.ValueTextEquals("operationName"u8) ? Seen.OperationName
        : reader.ValueTextEquals("documentId"u8) ? Seen.DocumentId
        : reader.ValueTextEquals("extensions"u8) ? Seen.Extensions
        : Seen.None;

    private static string NameOf(Seen member) => member switch
    {
        Seen.Query => "query",
        Seen.Variables => "variables",
        Seen.OperationName => "operationName",
        Seen.DocumentId => "documentId",
        _ => "extensions",
    };

    private static ParameterRefusal? ReadVariables(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ref GraphQLParameters parameters)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return ParameterRefusal.Of("variables", "an object");
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        parameters.Variables = body[start..(int)reader.BytesConsumed];
        return null;
    }

    /// <summary>The hash of <c>persistedQuery</c> is a document's id like <c>documentId</c>.</summary>
    private static ParameterRefusal? ReadExtensions(ref Utf8JsonReader reader, ref GraphQLParameters parameters)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return ParameterRefusal.Of("extensions", "an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPersisted = reader.ValueTextEquals("persistedQuery"u8);
            reader.Read();
            if (!isPersisted || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (!TryReadPersisted(ref reader, ref parameters))
            {
                return OtherId;
            }
        }

        return null;
    }

    private static bool TryReadPersisted(ref Utf8JsonReader reader, ref GraphQLParameters parameters)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isHash = reader.ValueTextEquals("sha256Hash"u8);
            reader.Read();
            if (!isHash || reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
            }
            else if (!parameters.TrySetDocumentId(reader.GetString(), isPersistedQuery: true))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlyMemory<byte> Text(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, PooledBytes scratch)
    {
        var length = reader.ValueSpan.Length;
        if (!reader.ValueIsEscaped)
        {
            return body.Slice((int)reader.TokenStartIndex + 1, length);
        }

        scratch.Advance(reader.CopyString(scratch.GetSpan(length)));
        return scratch.Memory;
    }
}
