using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>What a test may not do.</summary>
internal static class TestRules
{
    private static readonly Regex ManualClock =
        new("(?i)(?:^|[._])(clock|time|timeProvider)$", RegexOptions.CultureInvariant);

    /// <remarks>A tool that is absent is no reason here: <c>Assert.Skip</c> says it while the test runs.</remarks>
    public static IEnumerable<Violation> Skips(SourceFile file) =>
        from argument in file.Root.DescendantNodes().OfType<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.Identifier.Text == "Skip"
        select file.At(argument, "Skip on a test");

    public static IEnumerable<Violation> Sleeps(SourceFile file) =>
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where file.IsTest && call.Expression is MemberAccessExpressionSyntax access
            && access.ToString() is var name
            && (EndsWith(name, "Thread.Sleep") || EndsWith(name, "Task.Delay") && !EndsByItself(call.ArgumentList))
        select file.At(call, $"{call.Expression} sleeps; wait for what is awaited, or use ManualTimeProvider");

    private static bool EndsWith(string name, string method) =>
        name == method || name.EndsWith("." + method, StringComparison.Ordinal);

    /// <summary>True where no real time passes: only a cancellation ends it, or a clock that the test moves.</summary>
    private static bool EndsByItself(ArgumentListSyntax arguments)
    {
        var texts = arguments.Arguments.Select(argument => argument.Expression.ToString()).ToList();
        return texts is [var span, ..] && span.StartsWith("Timeout.Infinite", StringComparison.Ordinal)
            || texts is [_, var clock, ..] && ManualClock.IsMatch(clock);
    }
}
