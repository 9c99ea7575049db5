using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc.Compiler;
using Gateway.Common.Tests.Sources.Grpc.Oracle;
using Gateway.Testing;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Gateway.Common.Tests.Sources.Grpc.Compiler;

/// <summary>What this gateway's compiler makes of .proto files is what Google's makes of them.</summary>
public sealed class ProtocTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Sources/Grpc";

    /// <summary>Options that protoc leaves out unless told otherwise.</summary>
    private static readonly string[] SourceOnly = ["declaration =", "enforce_naming_style"];

    public static TheoryData<string> Files()
    {
        var root = Path.Combine(SharedFiles.RepositoryRoot, Folder);
        return [.. Directory.EnumerateFiles(root, "*.proto", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(static file => !file.Contains("node_modules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_compiles_to_the_descriptors_of_protoc(string file)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, Folder, file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var differences = await CompareAsync(
            Path.GetDirectoryName(path)!, Path.GetFileName(path), SourceOnly.Any(text.Contains));
        Assert.Equal("", differences);
    }

    internal static async Task<string> CompareAsync(string folder, string file, bool keepsOptions = false)
    {
        var (expected, errors) = await Protoc.CompileAsync(folder, file, keepsOptions);
        if (expected is null)
        {
            return errors;
        }

        var contract = new ContractFile(
            file,
            await File.ReadAllBytesAsync(Path.Combine(folder, file)),
            relative => File.Exists(Path.Combine(folder, relative))
                ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(Path.Combine(folder, relative))
                : null);
        var actual = FileDescriptorSet.Parser.ParseFrom(ProtoCompiler.Compile(contract, ImportOptions.Default))
            .File.ToDictionary(static one => one.Name);
        foreach (var wanted in FileDescriptorSet.Parser.ParseFrom(expected).File)
        {
            var found = actual.GetValueOrDefault(wanted.Name) ?? actual[Path.GetFileName(wanted.Name)];
            found.Name = wanted.Name;
            var (wantedComments, comments) = (Comments(wanted), Comments(found));
            if (found.SourceCodeInfo is not null && !wantedComments.SequenceEqual(comments))
            {
                return $"{wanted.Name}: {string.Join('\n', wantedComments.Except(comments))}\n-- and not\n"
                    + string.Join('\n', comments.Except(wantedComments));
            }

            wanted.SourceCodeInfo = found.SourceCodeInfo = null;
            if (!Same(wanted, found))
            {
                return $"{wanted.Name}:\n{Difference($"{wanted}", $"{found}")}";
            }
        }

        return "";
    }

    private static bool Same(FileDescriptorProto wanted, FileDescriptorProto found) =>
        wanted.Equals(found) || wanted.ToByteString().Equals(found.ToByteString());

    private static string Difference(string wanted, string found)
    {
        const int Shown = 300;
        var same = wanted.Zip(found).TakeWhile(static pair => pair.First == pair.Second).Count();
        var start = Math.Max(0, same - Shown);
        return same == wanted.Length ? "unknown fields"
            : $"{wanted[start..Math.Min(wanted.Length, same + Shown)]}\n-- and not\n"
                + found[start..Math.Min(found.Length, same + Shown)];
    }

    /// <summary>Of what the gateway keeps comments for, in a stable order.</summary>
    private static List<string> Comments(FileDescriptorProto file) =>
        [.. (file.SourceCodeInfo?.Location ?? [])
            .Where(static place => place.HasLeadingComments || place.HasTrailingComments)
            .Where(static place => IsDeclaration(place.Path))
            .Select(static place =>
                $"{string.Join('.', place.Path)}: {place.LeadingComments}|{place.TrailingComments}")
            .Order(StringComparer.Ordinal)];

    private static bool IsDeclaration(RepeatedField<int> path)
    {
        if (path.Count == 0 || path.Count % 2 == 1 || path[0] is not (4 or 5 or 6 or 7))
        {
            return false;
        }

        var isMessage = path[0] == 4;
        for (var index = 2; index < path.Count; index += 2)
        {
            var isInside = isMessage ? path[index] is 2 or 3 or 4 or 6 or 8 : path[index] == 2;
            if (!isInside)
            {
                return false;
            }

            isMessage = isMessage && path[index] == 3;
        }

        return true;
    }
}
