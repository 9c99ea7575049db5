using Gateway.Common.Primitives;

namespace Gateway.Common.Results;

/// <summary>Where the writer stands in the answer: response names and list indexes.</summary>
/// <remarks>Source: GraphQL §7.1.2 Errors, <c>path</c>.</remarks>
internal sealed class ResponsePath
{
    private const int DepthInitial = 8;

    /// <summary>Steps that are kept from one answer to the next.</summary>
    private const int DepthKeptMax = 64;

    private (byte[]? Member, int Index)[] _steps = new (byte[]?, int)[DepthInitial];
    private int _count;

    /// <param name="member"><c>"name":</c>, as it is written in the data.</param>
    public void Push(byte[] member) => Push((member, 0));

    public void Push(int index) => Push((null, index));

    public void Pop() => _count--;

    public void Clear()
    {
        _count = 0;
        if (_steps.Length > DepthKeptMax)
        {
            _steps = new (byte[]?, int)[DepthInitial];
        }
    }

    /// <summary>A JSON array.</summary>
    public void Write(PooledBytes output)
    {
        output.Write((byte)'[');
        for (var index = 0; index < _count; index++)
        {
            if (index > 0)
            {
                output.Write((byte)',');
            }

            if (_steps[index].Member is { } member)
            {
                output.Write(member.AsSpan(..^1));
            }
            else
            {
                output.WriteNumber(_steps[index].Index);
            }
        }

        output.Write((byte)']');
    }

    private void Push((byte[]? Member, int Index) step)
    {
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, _count * 2);
        }

        _steps[_count++] = step;
    }
}
