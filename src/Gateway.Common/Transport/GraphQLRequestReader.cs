using System.Text.Json;
using Gateway.Common.Primitives;

namespace Gateway.Common.Transport;

/// <summary>Reads a GraphQL request from a JSON body: one pass, no DOM, slices in place of copies.</summary>
/// <remarks>Unknown members are passed over, as the specification has it; members given twice are refused.</remarks>
internal static class GraphQLRequestReader
{
    /// <summary>Nesting of the body; deeper than any variable may be.</summary>
    public const int DepthMax = 70;

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
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return reader.TokenType == JsonTokenType.StartArray
                    ? ParameterRefusal.Batch
                    : ParameterRefusal.Malformed;
            }

            var seen = Seen.None;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (ReadMember(ref reader, body, scratch, ref parameters, ref seen) is { } refusal)
                {
                    return refusal;
                }
            }

            // Past the object's end only white space is allowed; anything else throws.
            return reader.Read() ? ParameterRefusal.Malformed : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not UTF-8, or half a surrogate pair.
            return ParameterRefusal.Malformed;
        }
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
            default:
                parameters.SetDocumentId(reader.GetString());
                break;
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

    /// <summary>The hash of <c>persistedQuery</c> counts where neither a query nor an id came before it.</summary>
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
            if (isPersisted && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadPersisted(ref reader, ref parameters);
            }
            else
            {
                reader.Skip();
            }
        }

        return null;
    }

    private static void ReadPersisted(ref Utf8JsonReader reader, ref GraphQLParameters parameters)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isHash = reader.ValueTextEquals("sha256Hash"u8);
            reader.Read();
            if (isHash && reader.TokenType == JsonTokenType.String && parameters.DocumentId is null)
            {
                parameters.SetDocumentId(reader.GetString());
            }
            else
            {
                reader.Skip();
            }
        }
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
