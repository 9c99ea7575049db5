using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace Gateway.Common.Telemetry;

/// <summary>The trace that a request belongs to, as it is told to the next one.</summary>
/// <remarks>
/// Shape: a client's <c>traceparent</c> is continued when it is valid, else a new trace begins. It needs neither an
/// exporter nor an <see cref="Activity"/>; where the server made one, its ids are the ones that are told. Baggage is no
/// part of it: what a client writes there goes nowhere.
/// Source: W3C Trace Context §3.2, §3.3, §4.
/// </remarks>
internal sealed class TraceContext
{
    /// <summary>Characters of a tracestate; a longer one is dropped whole.</summary>
    public const int StateCharactersMax = 512;

    /// <summary>Characters of a <c>traceparent</c>.</summary>
    public const int ParentLength = 55;

    private const int TraceIdStart = 3;
    private const int TraceIdLength = 32;
    private const int SpanIdStart = 36;
    private const int SpanIdLength = 16;
    private const int FlagsStart = 53;
    private const byte Sampled = 1;

    /// <summary>Sampled, and random trace id: other bits are not ours to pass on.</summary>
    private const byte KnownFlags = 3;

    private readonly byte _flags;
    private readonly ulong _span;

    private TraceContext(string traceId, string? state, byte flags, ulong span)
    {
        TraceId = traceId;
        State = state;
        _flags = flags;
        _span = span;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string TraceId { get; }

    /// <summary>The client's <c>tracestate</c>; null for none.</summary>
    public string? State { get; }

    /// <summary>The <c>traceparent</c>, the same for all calls of this request.</summary>
    public string Parent => string.Create(ParentLength, this, static (text, trace) => trace.WriteParent(text));

    /// <param name="parent">Receives the <c>traceparent</c>: <see cref="ParentLength"/> characters.</param>
    public void WriteParent(Span<char> parent)
    {
        "00-".CopyTo(parent);
        TraceId.CopyTo(parent[TraceIdStart..]);
        parent[SpanIdStart - 1] = '-';
        _span.TryFormat(parent[SpanIdStart..], out _, "x16", CultureInfo.InvariantCulture);
        parent[FlagsStart - 1] = '-';
        _flags.TryFormat(parent[FlagsStart..], out _, "x2", CultureInfo.InvariantCulture);
    }

    /// <param name="parent">The client's one <c>traceparent</c>; null where there is none, or more than one.</param>
    /// <param name="state">Its <c>tracestate</c>, several joined by commas; read only beside a valid parent.</param>
    /// <param name="server">What the server made for the request, if it makes such.</param>
    public static TraceContext Of(string? parent, string? state, Activity? server)
    {
        var activity = server is { IdFormat: ActivityIdFormat.W3C } ? server : null;
        if (!IsValid(parent))
        {
            return new TraceContext(
                (activity?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString(),
                state: null,
                activity?.Recorded is true ? Sampled : (byte)0,
                SpanOf(activity));
        }

        var traceId = parent!.Substring(TraceIdStart, TraceIdLength);
        var flags = (byte)(byte.Parse(parent.AsSpan(FlagsStart, 2), NumberStyles.AllowHexSpecifier, null) & KnownFlags);
        var isSame = activity is not null && activity.TraceId.ToHexString() == traceId;
        return new TraceContext(
            traceId,
            IsState(state) ? state : null,
            isSame && activity!.Recorded ? (byte)(flags | Sampled) : flags,
            SpanOf(isSame ? activity : null));
    }

    /// <returns>Never 0, which is no valid id.</returns>
    private static ulong SpanOf(Activity? activity)
    {
        if (activity is null)
        {
            return (ulong)Random.Shared.NextInt64(1, long.MaxValue);
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        activity.SpanId.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <remarks>A version above 00 may be longer, after another hyphen; ff is forbidden.</remarks>
    private static bool IsValid(string? parent) =>
        parent is { Length: >= ParentLength }
        && parent[2] == '-' && parent[SpanIdStart - 1] == '-' && parent[FlagsStart - 1] == '-'
        && IsHex(parent.AsSpan(0, 2)) && !parent.StartsWith("ff", StringComparison.Ordinal)
        && IsId(parent.AsSpan(TraceIdStart, TraceIdLength))
        && IsId(parent.AsSpan(SpanIdStart, SpanIdLength))
        && IsHex(parent.AsSpan(FlagsStart, 2))
        && (parent.Length == ParentLength
            || (parent[ParentLength] == '-' && !parent.StartsWith("00", StringComparison.Ordinal)));

    private static bool IsId(ReadOnlySpan<char> id) => IsHex(id) && id.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsState(string? state) =>
        state is { Length: > 0 and <= StateCharactersMax } && !state.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
