using Gateway.Common.Sources.Local;

namespace Bff.Web;

/// <summary>What no backend has: a greeting by the time of day.</summary>
internal static class Greeting
{
    private const int MorningEnds = 12;
    private const int AfternoonEnds = 18;

    public static void Add(LocalFields fields) => fields.Add("Query.greeting", (call, output) =>
    {
        var greeting = Of(TimeProvider.System.GetLocalNow().Hour);
        output.WriteStringValue(call.FindClaims("name") is [var name, ..] ? $"{greeting}, {name}!" : $"{greeting}!");
        return ValueTask.CompletedTask;
    });

    private static string Of(int hour) => hour switch
    {
        < MorningEnds => "Good morning",
        < AfternoonEnds => "Good afternoon",
        _ => "Good evening",
    };
}
