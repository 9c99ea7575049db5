using System.Buffers;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema;

/// <summary>
/// The coerced variables of one request, as canonical JSON; pooled, so dispose it when the request ends.
/// </summary>
/// <remarks>Not for several threads while it is filled; reading from many is safe. Spans die with the object.</remarks>
public sealed class VariableValues : IDisposable
{
    private const int AbsentStart = -1;
    private const int DefaultStart = -2;

    private readonly PooledBytes? _json;
    private (int Start, int Length)[] _slices;

    private VariableValues(VariableSet variables, PooledBytes? json, (int Start, int Length)[] slices)
    {
        Variables = variables;
        _json = json;
        _slices = slices;
    }

    /// <summary>For operations without variables; disposing it does nothing.</summary>
    public static VariableValues Empty { get; } = new(VariableSet.Empty, null, []);

    public VariableSet Variables { get; }

    internal PooledBytes Json => _json ?? throw new InvalidOperationException("There are no variables to fill.");

    /// <summary>The value of a variable.</summary>
    /// <returns>
    /// False where the request gave none and there is no default; an explicit null is JSON <c>null</c>.
    /// </returns>
    public bool TryGet(int index, out ReadOnlySpan<byte> json)
    {
        var (start, length) = _slices[index];
        json = start switch
        {
            AbsentStart => default,
            DefaultStart => Variables[index].DefaultJson,
            _ => _json!.Span.Slice(start, length),
        };
        return start != AbsentStart;
    }

    public bool IsAbsent(int index) => _slices[index].Start == AbsentStart;

    /// <summary>Whether the value is an explicit null.</summary>
    public bool IsNull(int index) => TryGet(index, out var json) && json[0] == 'n';

    /// <summary>Whether a Boolean variable is true: what <c>@skip</c> and <c>@include</c> ask.</summary>
    public bool IsTrue(int index) => TryGet(index, out var json) && json[0] == 't';

    public void Dispose()
    {
        _json?.Dispose();
        var slices = _slices;
        _slices = [];
        if (slices.Length > 0)
        {
            ArrayPool<(int Start, int Length)>.Shared.Return(slices);
        }
    }

    internal static VariableValues Rent(VariableSet variables)
    {
        var slices = ArrayPool<(int Start, int Length)>.Shared.Rent(variables.Count);
        slices.AsSpan(0, variables.Count).Fill((AbsentStart, 0));
        return new VariableValues(variables, new PooledBytes(), slices);
    }

    internal void Set(int index, int start, int length) => _slices[index] = (start, length);

    internal void SetDefault(int index) => _slices[index] = (DefaultStart, 0);
}
