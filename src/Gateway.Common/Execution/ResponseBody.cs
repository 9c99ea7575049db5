using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Sources;

namespace Gateway.Common.Execution;

/// <summary>A whole GraphQL response as bytes.</summary>
/// <param name="ErrorCount">Errors in it, or counted past the bound on errors.</param>
/// <remarks>Source: GraphQL §7.1 Response Format.</remarks>
internal readonly record struct ResponseBody(int ErrorCount)
{
    public bool IsComplete => ErrorCount == 0;

    /// <param name="context">The request's store, flags and caller.</param>
    /// <param name="plan">Says what is written of the root row.</param>
    /// <param name="output">Receives the response.</param>
    public static ResponseBody Write(FetchContext context, QueryPlan plan, PooledBytes output)
    {
        output.Write("{\"data\":"u8);
        using var writer = ResponseWriter.Rent(
            context.Store,
            output,
            context.Flags,
            context.EnforcesOwnership ? context.FindClaims : null,
            plan.Locate);
        writer.WriteData(context.RootRow, context.IntrospectionRow, plan.Response);
        writer.AddRequestErrors();
        if (writer.ErrorCount > 0)
        {
            output.Write(",\"errors\":["u8);
            output.Write(writer.Errors);
            output.Write((byte)']');
        }

        output.Write((byte)'}');
        return new ResponseBody(writer.ErrorCount);
    }
}
