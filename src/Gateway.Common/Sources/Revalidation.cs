using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gateway.Common.Policies.Caching;

namespace Gateway.Common.Sources;

/// <summary>Keeps answers that have an entity tag, and asks whether they are still as they were.</summary>
/// <remarks>
/// Shape: every call still goes to the source, which says 304 to what it would have answered again. An answer is kept
/// under the call's address and all headers that went with it, credentials too, so that no caller is ever given what
/// another was answered. Bounded by bytes; the least used goes first.
/// Source: RFC 9110 §13.1.2 If-None-Match, §15.4.5; RFC 9111 §4.3.
/// </remarks>
internal sealed class Revalidation(int bytesMax, TimeProvider time)
{
    private const int AnswersMax = 20_000;
    private const string MediaTypeUnknown = "";

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly ResponseCache _cache = new(
        new CacheOptions
        {
            BytesMax = bytesMax,
            EntriesMax = AnswersMax,
            EntryBytesMax = bytesMax,
            LifetimeMax = KeptFor,
        },
        time);

    /// <summary>Adds the condition to a request whose answer is kept.</summary>
    public Question Ask(HttpRequestMessage message)
    {
        var key = KeyOf(message);
        if (!_cache.TryGet(key, out var hit))
        {
            return new Question(_cache, key, null);
        }

        message.Headers.TryAddWithoutValidation("If-None-Match", hit.Response.Tags[0]);
        return new Question(_cache, key, hit.Response);
    }

    private static CacheKey KeyOf(HttpRequestMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var (name, values) in message.Headers.NonValidated)
        {
            // The trace is another for every call and decides nothing.
            if (!Telemetry.TracingHeaders.All.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Append(hash, name, length);
                Append(hash, values.ToString(), length);
            }
        }

        // A hash: secrets are not kept.
        var partition = Convert.ToHexString(hash.GetHashAndReset());
        return CacheKey.Private(partition, Encoding.UTF8.GetBytes(message.RequestUri!.PathAndQuery), []);
    }

    private static void Append(IncrementalHash hash, string part, Span<byte> length)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        BitConverter.TryWriteBytes(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    /// <summary>One call that may be answered by what is kept.</summary>
    internal sealed class Question(ResponseCache cache, CacheKey key, CachedResponse? kept)
    {
        private const int Ok = 200;

        private readonly long _epoch = cache.PurgeEpoch;

        /// <summary>The kept answer under the fresh one's headers; null where none was asked about.</summary>
        public SourceResponse? Answer(HttpResponseHeaders headers)
        {
            if (kept is null)
            {
                return null;
            }

            var body = ArrayPool<byte>.Shared.Rent(Math.Max(kept.Body.Length, 1));
            kept.Body.CopyTo(body);
            var mediaType = kept.ContentType == MediaTypeUnknown ? null : kept.ContentType;

            // Fields of the body are parsed when one is asked for: most calls read none.
            var fields = Encoding.Latin1.GetBytes(kept.Tags[1]);
            return new SourceResponse(Ok, mediaType, fields, body, kept.Body.Length, headers);
        }

        /// <summary>Keeps an answer that can be asked about.</summary>
        public void Keep(SourceResponse response)
        {
            if (response.Status != Ok
                || response.Headers.CacheControl is { NoStore: true }
                || response.Headers.ETag?.ToString() is not { } tag)
            {
                return;
            }

            var policy = new CachePolicy(KeptFor, CacheScope.Private);
            cache.TryStore(
                key,
                new CachedResponse(
                    response.Body.ToArray(),
                    response.MediaType ?? MediaTypeUnknown,
                    policy,
                    [tag, FieldsOf(response.ContentHeaders)]),
                _epoch);
        }

        /// <summary>What was said of the body holds as long as it is kept; a 304 does not say it again.</summary>
        private static string FieldsOf(HttpContentHeaders headers) => string.Concat(
            headers.NonValidated.SelectMany(
                static field => field.Value, static (field, value) => $"\n{field.Key}: {value}"));
    }
}
