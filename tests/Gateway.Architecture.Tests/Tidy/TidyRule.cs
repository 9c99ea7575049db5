namespace Gateway.Architecture.Tests.Tidy;

/// <summary>A rule that looks at one C# file at a time.</summary>
/// <param name="Name">A sentence that completes "every file keeps to: …".</param>
/// <param name="Check">All breaches in the file.</param>
internal sealed record TidyRule(string Name, Func<SourceFile, IEnumerable<Violation>> Check);
