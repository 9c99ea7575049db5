using System.Buffers;
using System.Globalization;
using System.Text;
using Gateway.Common.Primitives;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc;

/// <summary>
/// The typed part of a failed call: <c>grpc-status-details-bin</c> → members of the error's <c>extensions</c>.
/// </summary>
/// <remarks>
/// Shape: <c>reason</c> and <c>domain</c> of an ErrorInfo, <c>fields</c> that a BadRequest names, <c>preconditions</c>
/// by their types, <c>resourceType</c>, <c>retryAfterSeconds</c>, each once; never a message, which is for people and
/// may hold anything. Source: google/rpc/status.proto, error_details.proto.
/// </remarks>
internal sealed class StatusDetails : IDisposable
{
    private const int EncodedBytesMax = 8 * 1024;
    private const int NamesMax = 50;
    private const int NameBytesMax = 200;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-[]/"u8);

    private readonly PooledBytes _json = new();
    private TimeSpan? _retryAfter;

    private StatusDetails()
    {
    }

    /// <returns>
    /// JSON members without braces, null where there is nothing typed or it cannot be read; and how long the server
    /// asks to be left alone.
    /// </returns>
    public static (byte[]? Extensions, TimeSpan? RetryAfter) Read(string? header)
    {
        if (header is null || header.Length > EncodedBytesMax)
        {
            return default;
        }

        using var details = new StatusDetails();
        try
        {
            // Padding may be left out. Source: gRPC over HTTP2, "Binary-Header".
            var bytes = Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '='));
            var reader = new ProtoReader(bytes);
            while (reader.TryReadTag(out var number, out var wireType))
            {
                if (number == 3 && wireType == WireType.Bytes)
                {
                    details.ReadDetail(reader.ReadBytes());
                }
                else
                {
                    reader.Skip(number, wireType);
                }
            }

            return (details._json.Length == 0 ? null : details._json.Span.ToArray(), details._retryAfter);
        }
        catch (Exception error) when (error is ProtoFormatException or FormatException)
        {
            return default;
        }
    }

    public void Dispose() => _json.Dispose();

    private void ReadDetail(ReadOnlySpan<byte> any)
    {
        TwoFields.Read(any, out var type, out var value);
        switch (Encoding.UTF8.GetString(type[(type.LastIndexOf((byte)'/') + 1)..]))
        {
            case "google.rpc.ErrorInfo":
                TwoFields.Read(value, out var reason, out var domain);
                WriteName("reason", reason);
                WriteName("domain", domain);
                break;
            case "google.rpc.BadRequest":
                WriteNames("fields", value);
                break;
            case "google.rpc.PreconditionFailure":
                WriteNames("preconditions", value);
                break;
            case "google.rpc.ResourceInfo":
                TwoFields.Read(value, out var resource, out _);
                WriteName("resourceType", resource);
                break;
            case "google.rpc.RetryInfo":
                TwoFields.Read(value, out var delay, out _);
                ReadDelay(delay);
                break;
            default:
                break;
        }
    }

    private void ReadDelay(ReadOnlySpan<byte> duration)
    {
        var (seconds, nanos) = ProtoTimes.Read(duration);
        var isDelay = seconds is >= 0 and <= int.MaxValue && nanos is >= 0 and < ProtoTimes.NanosPerSecond;
        if (!isDelay || !TryBegin("retryAfterSeconds"))
        {
            return;
        }

        _retryAfter = TimeSpan.FromTicks((seconds * TimeSpan.TicksPerSecond) + (nanos / TimeSpan.NanosecondsPerTick));
        _json.Write(Encoding.ASCII.GetBytes(_retryAfter.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
    }

    /// <returns>False where the member is there already.</returns>
    private bool TryBegin(string member)
    {
        var key = Encoding.ASCII.GetBytes($"\"{member}\":");
        if (_json.Span.IndexOf(key) >= 0)
        {
            return false;
        }

        _json.Write(_json.Length == 0 ? ""u8 : ","u8);
        _json.Write(key);
        return true;
    }

    private void WriteName(string member, ReadOnlySpan<byte> name)
    {
        var start = _json.Length;
        if (TryBegin(member) && !TryWriteName(name))
        {
            _json.Truncate(start);
        }
    }

    /// <summary>Field 1 of each violation, which is field 1 of the message.</summary>
    private void WriteNames(string member, ReadOnlySpan<byte> violations)
    {
        if (!TryBegin(member))
        {
            return;
        }

        _json.Write((byte)'[');
        var count = 0;
        var reader = new ProtoReader(violations);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            if (number != 1 || wireType != WireType.Bytes || count == NamesMax)
            {
                reader.Skip(number, wireType);
                continue;
            }

            var start = _json.Length;
            TwoFields.Read(reader.ReadBytes(), out var name, out _);
            _json.Write(count == 0 ? ""u8 : ","u8);
            if (TryWriteName(name))
            {
                count++;
            }
            else
            {
                _json.Truncate(start);
            }
        }

        _json.Write((byte)']');
    }

    /// <summary>A name of a program, not words: letters, digits and what joins them.</summary>
    private bool TryWriteName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > NameBytesMax || name.ContainsAnyExcept(NameBytes))
        {
            return false;
        }

        _json.Write((byte)'"');
        _json.Write(name);
        _json.Write((byte)'"');
        return true;
    }
}
