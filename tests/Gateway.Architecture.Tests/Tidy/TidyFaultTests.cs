namespace Gateway.Architecture.Tests.Tidy;

/// <summary>Each tidy rule is red on a planted fault and clean on the mended text.</summary>
public sealed class TidyFaultTests
{
    private const string Src = "src/Gateway.Common/Schema/Thing.cs";
    private const string Test = "tests/Gateway.Common.Tests/Schema/ThingTests.cs";

    private static readonly string LongText = new('x', SizeRules.LineCharactersMax);

    [Fact]
    public void A_long_file_is_named() => Check(
        "Files are short", Src, Lines(601), Lines(600), "1 601 lines, at most 600");

    [Fact]
    public void A_grammar_file_may_be_longer() => Check(
        "Files are short", "src/Gateway.Common/Language/Lexer.cs", Lines(901), Lines(900), "1 901 lines, at most 900");

    [Fact]
    public void A_long_line_is_named() => Check(
        "Lines are short", Src, $"\n// {LongText}", $"\n//{LongText[2..]}", "2 123 characters, at most 120");

    [Fact]
    public void A_long_string_is_named_outside_tests() => Check(
        "Lines are short", Src, $"var x = \"{LongText}\";", "var x = \"\";", "1 131 characters, at most 120");

    [Fact]
    public void A_long_string_in_a_test_is_data_but_long_code_after_it_is_not() => Check(
        "Lines are short",
        Test,
        $"Run(\"{{}}\"); /* {LongText} */",
        $"Run(\"{LongText}\");\nRun($\"{LongText}{{1}}\");\nRun(\"\"\"\n  {LongText}\n  \"\"\"u8);",
        "1 137 characters, at most 120");

    [Theory]
    [InlineData("[Fact] void M() {\n", "}", 69)]
    [InlineData("int P => Sum(\n", "1);", 69)]
    [InlineData("int P { get {\n", "} }", 69)]
    [InlineData("Action A = () => {\n", "};", 69)]
    public void A_long_function_is_named(string head, string tail, int linesInside) => Check(
        "Functions are short",
        Src,
        $"sealed class C {{\n{head}{Lines(linesInside)}{tail}}}",
        $"sealed class C {{\n{head}{Lines(linesInside - 1)}{tail}}}",
        "2 function of 71 lines, at most 70");

    [Fact]
    public void A_long_literal_is_data() => Assert.Empty(Breaches(
        "Functions are short",
        Src,
        $"sealed class C {{ static ReadOnlySpan<byte> Sdl => \"\"\"\n{Lines(90)}\"\"\"u8; }}"));

    [Fact]
    public void A_long_program_is_named() => Check(
        "Functions are short",
        "samples/Shop/Program.cs",
        $"Run();\n{Lines(69)}Run();",
        $"Run();\n{Lines(68)}Run();",
        "1 function of 71 lines, at most 70");

    [Theory]
    [InlineData("if (a) { foreach (var b in c) { while (d) {", "if (e) { F(); }", "F();", "} } }")]
    [InlineData("try { using (a) { lock (b) {", "for (;;) { F(); }", "F();", "} } } finally { }")]
    [InlineData("Run(() => { switch (a) { case 1: if (b)", "do { F(); } while (c);", "F();", "break; } });")]
    public void A_block_nested_deep_is_named(string outer, string fault, string mended, string tail) => Check(
        "Blocks nest little",
        Src,
        $"sealed class C {{ void M() {{\n{outer}\n{fault}\n{tail} }} }}",
        $"sealed class C {{ void M() {{\n{outer}\n{mended}\n{tail} }} }}",
        "3 block nested 5 deep, at most 4");

    [Fact]
    public void An_else_if_chain_is_flat() => Assert.Empty(Breaches(
        "Blocks nest little",
        Src,
        "void M() { if (a) { } else if (b) { } else if (c) { } else if (d) { } else if (e) { } }"));

    [Theory]
    [InlineData("TypeManager", "Manager", "TypeRegister")]
    [InlineData("PathUtils", "Utils", "PathUtilsation")]
    [InlineData("BaseUrl", "Base", "Database")]
    [InlineData("HTTPHelper", "Helper", "Base64Text")]
    [InlineData("CommonTypes", "Common", "Commons")]
    public void An_empty_word_in_a_type_is_named(string fault, string word, string mended) => Check(
        "Names say what a thing is",
        Src,
        $"interface {fault};",
        $"interface {mended};",
        $"1 type {fault} has the word {word}");

    [Theory]
    [InlineData("src/Gateway.Common/Schema/TypeImpl.cs", "Impl")]
    [InlineData("src/Gateway.Common/Common/Thing.cs", "Common")]
    public void An_empty_word_in_a_path_is_named(string path, string word)
    {
        Assert.Equal([$"1 path has the word {word}"], Breaches("Names say what a thing is", path, ""));
        Assert.Empty(Breaches("Names say what a thing is", Src, ""));
    }

    [Theory]
    [InlineData("public class C;", "public sealed class C;")]
    [InlineData("record C;", "abstract record C;")]
    [InlineData("class C { }", "record struct C { }")]
    public void An_open_class_is_named(string fault, string mended) => Check(
        "Classes are sealed, static or abstract", Src, fault, mended, "1 class C is not sealed, static or abstract");

    [Fact]
    public void A_region_is_named() => Check(
        "No regions", Src, "\n#region a\n#endregion", "#if A\n#endif", "2 #region");

    [Fact]
    public void A_partial_is_named() => Check(
        "No partial types or members",
        Src,
        "static partial class C\n{ partial void M(); }",
        "static class C { static void partial() { } }",
        "1 partial",
        "2 partial");

    [Theory]
    [InlineData("// TODO: later", "// What is to do", "TODO")]
    [InlineData("/// <summary>FIXME</summary>", "/// <summary>Fixed</summary>", "FIXME")]
    [InlineData("/* a HACK */", "var x = \"HACK\";", "HACK")]
    [InlineData("throw new NotImplementedException();", "throw new NotSupportedException();", "NotImplementedException")]
    public void Unfinished_work_is_named(string fault, string mended, string expected) => Check(
        "No unfinished work", Src, $"\n{fault}\nF();", $"\n{mended}\nF();", $"2 {expected}");

    [Fact]
    public void A_skipped_test_is_named() => Check(
        "No skipped tests",
        Test,
        "sealed class C { [Fact(Skip = \"slow\")] void M() { } }",
        "sealed class C { [Fact(Explicit = true)] void M() { } }",
        "1 Skip on a test");

    [Theory]
    [InlineData("Thread.Sleep(5);", "Run(5);", "Thread.Sleep")]
    [InlineData("await Task.Delay(5);", "await Task.Delay(Timeout.Infinite, token);", "Task.Delay")]
    [InlineData("await Task.Delay(wait, token);", "await Task.Delay(wait, _clock, token);", "Task.Delay")]
    [InlineData("await Task.Delay(wait, TimeProvider.System);", "await Task.Delay(wait, clock);", "Task.Delay")]
    public void A_sleeping_test_is_named(string fault, string mended, string call) => Check(
        "No sleeping tests",
        Test,
        fault,
        mended,
        $"1 {call} sleeps; wait for what is awaited, or use ManualTimeProvider");

    [Fact]
    public void Blocking_on_a_task_is_named() => Check(
        "No blocking on tasks",
        Src,
        "var a = Run()\n    .GetAwaiter()\n    .GetResult();",
        "var a = await Run();",
        "3 .GetAwaiter().GetResult() blocks a thread");

    [Fact]
    public void A_module_without_a_README_is_named()
    {
        string[] fault = ["src/Gateway.Common/Schema/Type.cs", "src/Gateway.Common/Sources/Rest/README.md"];
        var found = Assert.Single(ReadmeRule.Check(fault));
        Assert.Equal("src/Gateway.Common/Schema/README.md:1 is missing", found.ToString());
        Assert.Empty(ReadmeRule.Check([.. fault, "src/Gateway.Common/Schema/README.md"]));
    }

    private static void Check(string rule, string path, string fault, string mended, params string[] expected)
    {
        Assert.Equal(expected, Breaches(rule, path, fault));
        Assert.Empty(Breaches(rule, path, mended));
    }

    private static IEnumerable<string> Breaches(string rule, string path, string text) =>
        TidyRules.Named(rule).Check(new SourceFile(path, text)).Select(found => $"{found.Line} {found.Text}");

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));
}
