using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Execution;

/// <summary>A whole GraphQL response as bytes.</summary>
/// <param name="ErrorCount">Errors in it, or counted past the bound on errors.</param>
/// <remarks>Source: GraphQL §7.1 Response Format.</remarks>
internal readonly record struct ResponseBody(int ErrorCount)
{
    public bool IsComplete => ErrorCount == 0;

    public static ResponseBody Write(ResultStore store, int rootRow, ResponseSelection selection, bool[] flags, PooledBytes output)
    {
        using var errors = new PooledBytes();
        output.Write("{\"data\":"u8);
        var writer = new ResponseWriter(store, output, errors, flags);
        writer.WriteData(rootRow, selection);
        writer.AddRequestErrors();
        if (writer.ErrorCount > 0)
        {
            output.Write(",\"errors\":["u8);
            output.Write(errors.Span);
            output.Write((byte)']');
        }

        output.Write((byte)'}');
        return new ResponseBody(writer.ErrorCount);
    }
}
