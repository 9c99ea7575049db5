using Gateway.Common.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Pipeline;

/// <summary>Keeps what a masked refusal does not tell the client.</summary>
internal static class RefusalLog
{
    public static void Write(ILogger logger, RequestError error, string correlationId)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        foreach (var entry in error.Errors)
        {
            logger.LogInformation(
                "Request {CorrelationId} was refused with {Code}: {Detail}",
                correlationId,
                entry.Code,
                LogText.Clean(entry.Message));
        }
    }
}
