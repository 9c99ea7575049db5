using System.Collections.Frozen;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>An enum's values both ways: GraphQL's name in quotes ↔ number.</summary>
internal sealed class EnumNumbers
{
    private const int SmallMax = 32;

    private readonly EnumType _type;
    private readonly FrozenDictionary<int, byte[]> _names;
    private readonly byte[]?[] _small = new byte[SmallMax][];
    private readonly int?[] _numbers;
    private readonly byte[]? _unknown;

    public EnumNumbers(EnumType type)
    {
        _type = type;
        _numbers = [.. type.Values.Select(GrpcDirectives.NumberOf)];
        var names = new Dictionary<int, byte[]>();
        for (var index = 0; index < _numbers.Length; index++)
        {
            byte[] quoted = [(byte)'"', .. type.Values[index].Utf8Name, (byte)'"'];
            if (_numbers[index] is not { } number)
            {
                _unknown ??= quoted;
            }
            else
            {
                // Of aliases the first is the one that JSON writes.
                names.TryAdd(number, quoted);
            }
        }

        _names = names.ToFrozenDictionary();
        for (var number = 0; number < SmallMax; number++)
        {
            _small[number] = names.GetValueOrDefault(number);
        }

        Default = _names.GetValueOrDefault(0) ?? names.Values.FirstOrDefault() ?? _unknown ?? "null"u8.ToArray();
    }

    /// <summary>What an absent value without presence means: number 0, or a closed enum's first.</summary>
    public byte[] Default { get; }

    /// <summary>The name as JSON; null for a number that a closed enum does not have.</summary>
    public byte[]? NameOf(int number) =>
        (uint)number < SmallMax && _small[number] is { } small ? small
        : _names.TryGetValue(number, out var name) ? name : _unknown;

    /// <param name="name">Without quotes.</param>
    /// <returns>Null for the value that stands for unknown numbers, and for what is no value.</returns>
    public int? NumberOf(ReadOnlySpan<byte> name) =>
        _type.Values.IndexOf(name) is >= 0 and var index ? _numbers[index] : null;
}
