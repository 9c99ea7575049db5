using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Sources.Grpc.Compiler;
using Gateway.Common.Tests.Sources.Grpc.Oracle;
using Gateway.Testing;
using Google.Protobuf.Reflection;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>One small contract for each meaning: its schema, the request it makes, what comes of an answer.</summary>
/// <remarks>
/// Shape: a file of parts, each under a line <c>### name</c>: <c>contract</c> (.proto), <c>select</c>,
/// <c>arguments</c> (JSON), <c>answer</c> (a message in text format, which protoc turns into bytes; several lines
/// <c>hex …</c> are bytes as they are); then what is expected: <c>schema</c>, <c>request</c> (bytes as protoc reads
/// them), <c>result</c>. <c>UPDATE_SNAPSHOTS=1</c> rewrites the expected parts.
/// </remarks>
public sealed class GoldenTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Sources/Grpc/Cases/Meanings";

    private static readonly string[] Given = ["contract", "select", "arguments", "answer"];
    private static readonly string[] Expected = ["schema", "request", "result"];

    public static TheoryData<string> Cases() =>
        [.. Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, Folder), "*.txt")
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_meaning_has_its_schema_its_request_and_its_result(string name)
    {
        var path = $"{Folder}/{name}.txt";
        var text = await File.ReadAllTextAsync(
            Path.Combine(SharedFiles.RepositoryRoot, path), TestContext.Current.CancellationToken);
        var parts = Parse(text);
        var grpc = GrpcHarness.OfText(parts["contract"]);
        parts["schema"] = grpc.Sdl[..grpc.Sdl.IndexOf("\"Binds a field", StringComparison.Ordinal)].TrimEnd();
        if (parts.ContainsKey("select"))
        {
            await CallAsync(grpc, parts);
        }

        Snapshot.Match(
            string.Concat(
                Given.Concat(Expected).Where(parts.ContainsKey).Select(part => $"### {part}\n{parts[part]}\n")),
            path);
    }

    private static async Task CallAsync(GrpcHarness grpc, Dictionary<string, string> parts)
    {
        var method = parts["select"].Split(' ', '{', '}').First(static word => word.Length > 0);
        var operation = Enum.GetValues<OperationType>()
            .First(candidate => grpc.Schema.RootType(candidate)?.Fields.Find(method) is not null);
        var (input, output) = TypesOf(parts["contract"], grpc.Schema.RootType(operation)!.Fields.Find(method)!);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "case.proto"), parts["contract"]);
            var request = Convert.FromHexString(grpc.Request(parts["select"], parts["arguments"], operation));
            parts["request"] = await Protoc.DecodeAsync(folder.FullName, "case.proto", input, request);
            if (parts.TryGetValue("answer", out var answer))
            {
                var bytes = answer.StartsWith("hex ", StringComparison.Ordinal)
                    ? Convert.FromHexString(answer.Replace("hex", "", StringComparison.Ordinal)
                        .Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal))
                    : await Protoc.EncodeAsync(folder.FullName, "case.proto", output, answer);
                parts["result"] = Read(grpc, parts["select"], bytes, operation);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Read(GrpcHarness grpc, string selection, byte[] bytes, OperationType operation)
    {
        try
        {
            return grpc.Read(selection, bytes, operation);
        }
        catch (SourceException refused)
        {
            return refused.Code;
        }
    }

    /// <summary>Full names of a method's messages, as Google's library reads them.</summary>
    private static (string Input, string Output) TypesOf(string contract, FieldDefinition field)
    {
        var file = new ContractFile("case.proto", System.Text.Encoding.UTF8.GetBytes(contract), _ => null);
        var set = FileDescriptorSet.Parser.ParseFrom(ProtoCompiler.Compile(file, ImportOptions.Default));
        var own = set.File[^1];
        var methods =
            from service in own.Service
            from one in service.Method
            where $"/{Join(own.Package, service.Name)}/{one.Name}" == GrpcDirectives.PathOf(field)
            select one;
        var method = methods.Single();
        return (method.InputType[1..], method.OutputType[1..]);
    }

    private static string Join(string package, string name) => package.Length == 0 ? name : $"{package}.{name}";

    private static Dictionary<string, string> Parse(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.ReplaceLineEndings("\n").Split("### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var line = part.IndexOf('\n', StringComparison.Ordinal);
            parts.Add(part[..line], part[(line + 1)..].TrimEnd('\n'));
        }

        return parts;
    }
}
