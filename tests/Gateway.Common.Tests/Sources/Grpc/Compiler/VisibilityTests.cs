using System.Text;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Tests.Sources.Grpc.Oracle;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gateway.Common.Tests.Sources.Grpc.Compiler;

/// <summary>What a file of edition 2024 lets others use, as protoc has it.</summary>
public sealed class VisibilityTests
{
    [Theory]
    [InlineData("", "message B {}", "B x = 1;", "")]
    [InlineData("", "message B { message C {} }", "B.C x = 1;", "3:13")]
    [InlineData("", "message B { export message C {} }", "B.C x = 1;", "")]
    [InlineData("", "local message B {}", "B x = 1;", "3:13")]
    [InlineData("", "local enum B { C_D = 0; }", "B x = 1;", "3:13")]
    [InlineData("EXPORT_ALL", "message B { message C {} }", "B.C x = 1;", "")]
    [InlineData("EXPORT_ALL", "message B { local message C {} }", "B.C x = 1;", "3:13")]
    [InlineData("LOCAL_ALL", "message B {}", "B x = 1;", "3:13")]
    [InlineData("LOCAL_ALL", "export message B { enum C { D_E = 0; } }", "B x = 1;", "")]
    [InlineData("LOCAL_ALL", "export message B { enum C { D_E = 0; } }", "B.C x = 1;", "3:13")]
    [InlineData("STRICT", "message B {}", "B x = 1;", "3:13")]
    [InlineData("STRICT", "export message B {}", "B x = 1;", "")]
    [InlineData("", "local message B {}", "} service S { rpc M(B) returns (A);", "3:33")]
    [InlineData("", "message B { message C { extensions 5; } }", "} extend B.C { int32 x = 5;", "3:22")]
    public async Task A_type_is_used_by_other_files_where_it_is_exported(
        string byDefault, string declared, string used, string refused)
    {
        var options = byDefault.Length > 0 ? $"option features.default_symbol_visibility = {byDefault};" : "";
        var other = $"edition = \"2024\";\n{options}\n{declared}";
        var text = $"edition = \"2024\";\nimport \"other.proto\";\nmessage A {{ {used} }}";
        var file = new ContractFile(
            "used.proto",
            Encoding.UTF8.GetBytes(text),
            path => path == "other.proto" ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(other) : null);

        var result = GrpcImporter.Import(file, ImportOptions.Default);

        var found = result.Diagnostics.FirstOrDefault(static diagnostic => diagnostic.IsError);
        Assert.Equal(refused, found is null ? "" : $"{found.Line}:{found.Column}");
        Assert.Equal(refused.Length > 0 ? "PROTO_INVALID" : null, found?.Code);
        Assert.Equal(refused.Length > 0, await IsRefusedByProtocAsync(text, other));
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, false)]
    [InlineData(1002, true)]
    [InlineData(9999, true)]
    public void A_descriptor_set_of_an_unknown_edition_is_refused(int edition, bool isRefused)
    {
        var set = new FileDescriptorSet
        {
            File =
            {
                new FileDescriptorProto
                {
                    Name = "a.proto",
                    Syntax = "editions",
                    Edition = (Edition)edition,
                    MessageType = { new DescriptorProto { Name = "A" } },
                },
            },
        };

        var result = GrpcImporter.Import(
            new ContractFile("a.pb", set.ToByteArray(), static _ => null), ImportOptions.Default);

        // Without a service there is a warning, and a schema of nothing.
        Assert.Equal(
            isRefused, result.Diagnostics[0] is { Code: "PROTO_UNREADABLE", File: "a.proto", IsError: true });
    }

    private static async Task<bool> IsRefusedByProtocAsync(string text, string other)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "used.proto"), text);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "other.proto"), other);
            return (await Protoc.CompileAsync(folder.FullName, "used.proto")).Set is null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
