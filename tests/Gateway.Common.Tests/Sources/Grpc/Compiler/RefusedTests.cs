using System.Text;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Tests.Sources.Grpc.Oracle;

namespace Gateway.Common.Tests.Sources.Grpc.Compiler;

/// <summary>What protoc refuses is refused here too, with file, line and column.</summary>
public sealed class RefusedTests
{
    [Theory]
    [InlineData("syntax = \"proto4\";", "1:10 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A {\n  string a = 1\n}", "4:1 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 0; }", "2:24 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 19000; }", "2:24 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 536870912; }", "2:24 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { required string a = 1; }", "2:13 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto2\";\nmessage A { string a = 1; }", "2:13 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { Missing a = 1; }", "2:13 PROTO_UNRESOLVED")]
    [InlineData("syntax = \"proto3\";\nmessage A { google.protobuf.Any a = 1; }", "2:13 PROTO_UNRESOLVED")]
    [InlineData("syntax = \"proto3\";\nimport \"gone.proto\";", "2:8 PROTO_IMPORT_MISSING")]
    [InlineData("syntax = \"proto3\";\nimport \"../x.proto\";", "2:8 PROTO_IMPORT_MISSING")]
    [InlineData("syntax = \"proto3\";\nimport \"/etc/passwd\";", "2:8 PROTO_IMPORT_MISSING")]
    [InlineData("syntax = \"proto3\";\nmessage A {}\nenum A { X = 0; }", "3:6 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1; int32 b = 1; }", "2:33 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a_b = 1; int32 aB = 2; }", "2:35 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum A { X = 1; }", "2:10 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum A { X = 0; Y = 0; }", "2:17 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum A { X = 0; }\nenum B { X = 0; }", "3:10 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { reserved 1; string a = 1; }", "2:32 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { reserved \"a\"; string a = 1; }", "2:34 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { map<float, string> a = 1; }", "2:17 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { oneof x { } }", "2:19 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1 [default = \"x\"]; }", "2:37 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { optional int32 a = 1 [default = \"x\"]; }", "2:45 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { optional int32 a = 1 [default = 2147483648]; }", "2:45 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { optional E a = 1 [default = Z]; }\nenum E { X = 0; }", "2:41 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { extensions 5; }\nextend A { optional int32 x = 6; }", "3:27 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { extensions 5; }", "2:24 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { extensions 5 to 9, 7 to max; }", "2:32 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { extensions 5 to 9; reserved 1, 9; }", "2:44 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum A { X = 0; reserved 2 to 4, 4; }", "2:34 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { extensions 5; }\nextend A { optional int32 x = 5; }\nextend A { optional int32 y = 5; }", "4:27 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1 [made_up = 1]; }", "2:27 PROTO_UNRESOLVED")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1 [(made.up) = 1]; }", "2:27 PROTO_UNRESOLVED")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1 [deprecated = 7]; }", "2:40 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1 [jstype = NOTHING]; }", "2:36 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nservice S { rpc M(E) returns (E); }\nenum E { X = 0; }", "2:19 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\n/* no end", "2:1 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\n/* one /* two */", "2:8 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\n/*/*/", "2:3 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage E {}\nservice S { rpc E(E) returns (.E); }", "3:19 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage E {}\nservice S { rpc E(.E) returns (E); }", "3:32 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { extensions 5; }\nmessage B { optional int32 A = 1; extend A { optional int32 x = 5; } }", "3:42 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\noption java_package = \"no end;\n", "2:23 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1abc; }", "2:24 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { string é = 1; }", "2:20 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A {", "2:12 PROTO_UNREADABLE")]
    [InlineData("edition = \"2023\";\nmessage A { optional string a = 1; }", "2:13 PROTO_UNREADABLE")]
    [InlineData("syntax = \"proto3\";\nmessage A { optional string ab = 1 [packed=true]; }", "2:29 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage A { repeated string ab = 1 [packed=true]; }", "2:29 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum E { X = 0; x = 1; }", "2:17 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum Ee { EE_X = 0; X = 1; }", "2:21 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum E { option allow_alias = true; X = 0; }", "2:6 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { reserved \"a\", \"a\"; }", "2:9 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nenum E { X = 0; reserved \"a\", \"a\"; }", "2:6 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { reserved ab; }", "2:22 PROTO_UNREADABLE")]
    [InlineData("edition = \"2023\";\nmessage A { reserved \"a\"; }", "2:22 PROTO_UNREADABLE")]
    [InlineData("edition = \"2023\";\nmessage A { string ab = 1 [features.field_presence = IMPLICIT, default = \"x\"]; }", "2:20 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { repeated int32 ab = 1 [packed=true]; }", "2:28 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { repeated int32 ab = 1 [features.field_presence = IMPLICIT]; }", "2:28 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { int32 ab = 1 [features = { repeated_field_encoding: EXPANDED }]; }", "2:19 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { repeated string ab = 1 [features.repeated_field_encoding = PACKED]; }", "2:29 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { oneof o { string ab = 1 [features.field_presence = EXPLICIT]; } }", "2:30 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { string ab = 1 [features.message_encoding = DELIMITED]; }", "2:20 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { map<string, A> ab = 1 [features.message_encoding = DELIMITED]; }", "2:28 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nmessage A { A ab = 1 [features.field_presence = IMPLICIT]; }", "2:15 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nenum E { Y = 1; }", "2:10 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nenum E { option features.enum_type = CLOSED; Y = 1; } message A { E ab = 1 [features.field_presence = IMPLICIT]; }", "2:69 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\noption features.field_presence = IMPLICIT; enum E { option features.enum_type = CLOSED; Y = 1; } message A { E ab = 1; }", "2:112 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { option deprecated = true; option deprecated = false; }", "2:46 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { string a = 1 [deprecated = true, deprecated = true]; }", "2:46 PROTO_INVALID")]
    [InlineData("syntax = \"proto2\";\nmessage Ab { option message_set_wire_format = true; optional int32 x = 3; }", "2:9 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage Ab { option message_set_wire_format = true; }", "2:9 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { string ab = 1 [json_name = \"[a]\"]; }", "2:20 PROTO_INVALID")]
    [InlineData("edition = \"2023\";\nenum E { option features.enum_type = CLOSED; Y = 1; } message A { map<string, E> ab = 1; }", "2:82 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { int32 ab = 1 [jstype = JS_STRING]; }", "2:19 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { string ab = 1 [lazy = true]; }", "2:20 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage Ab { option map_entry = true; string key = 1; string value = 2; }", "2:9 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nimport \"google/protobuf/descriptor.proto\"; extend google.protobuf.MessageOptions { bool e = 50006; } message A { option (e) = 1; }", "2:127 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nimport \"google/protobuf/descriptor.proto\"; extend google.protobuf.MessageOptions { E e = 50006; } enum E { X = 0; } message A { option (e) = 0; }", "2:142 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nmessage A { option deprecated = 1; }", "2:33 PROTO_INVALID")]
    [InlineData("syntax = \"proto3\";\nimport \"refused.proto\";", "2:8 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { string ab = 1 [ctype = CORD]; }", "2:20 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nimport weak \"google/protobuf/any.proto\";", "2:8 PROTO_UNREADABLE")]
    [InlineData("edition = \"2024\";\nimport option \"google/protobuf/any.proto\";\nimport \"google/protobuf/empty.proto\";", "3:8 PROTO_UNREADABLE")]
    [InlineData("edition = \"2023\";\nimport option \"google/protobuf/any.proto\";", "2:8 PROTO_UNREADABLE")]
    [InlineData("edition = \"2023\";\nexport message A {}", "2:1 PROTO_UNREADABLE")]
    [InlineData("edition = \"2024\";\nexport service A {}", "2:8 PROTO_UNREADABLE")]
    [InlineData("edition = \"2024\";\nexport export message A {}", "2:8 PROTO_UNREADABLE")]
    [InlineData("edition = \"2024\";\nmessage A { local x = 1; message local {} }", "2:19 PROTO_UNREADABLE")]
    [InlineData("edition = \"2024\";\nimport option \"google/protobuf/any.proto\";\nmessage A { google.protobuf.Any x = 1; }", "3:13 PROTO_UNRESOLVED")]
    [InlineData("edition = \"2024\";\noption features.default_symbol_visibility = STRICT;\nmessage A { export message B {} }", "3:28 PROTO_INVALID")]
    [InlineData("edition = \"2025\";\nmessage A {}", "1:11 PROTO_UNREADABLE")]
    [InlineData("edition = \"2026\";\nmessage A {}", "1:11 PROTO_UNREADABLE")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\", type: \"int32\"}]; }\nextend A { string z = 4; }", "3:19 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".y\", type: \"string\"}]; }\nextend A { string z = 4; }", "3:19 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\", type: \"string\"}]; }\nextend A { string z = 4; string y = 5; }", "3:33 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\", type: \"string\"}, verification = UNVERIFIED]; }", "2:24 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 3, full_name: \".z\", type: \"string\"}]; }", "2:24 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \"z\", type: \"string\"}]; }", "2:24 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\", type: \"made up\"}]; }", "2:24 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\"}]; }", "2:24 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, reserved: true}]; }\nextend A { string z = 4; }", "3:19 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [verification = DECLARATION]; }\nextend A { string z = 4; }", "3:19 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\", type: \"string\", repeated: true}]; }\nextend A { string z = 4; }", "3:19 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\", type: \"string\"}, declaration = {number: 4, full_name: \".y\", type: \"string\"}]; }", "2:24 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {number: 4, full_name: \".z\", type: \"string\"}, declaration = {number: 5, full_name: \".z\", type: \"string\"}]; }", "2:24 PROTO_INVALID")]
    [InlineData("edition = \"2024\";\nmessage A { extensions 4 to 9 [declaration = {full_name: \".z\", type: \"string\"}]; }", "2:24 PROTO_INVALID")]
    public async Task A_file_is_refused_where_it_is_wrong(string text, string expected)
    {
        var file = new ContractFile("refused.proto", Encoding.UTF8.GetBytes(text), _ => null);
        var result = GrpcImporter.Import(file, ImportOptions.Default);

        Assert.Null(result.Sdl);
        var found = result.Diagnostics[0];
        Assert.Equal(expected, $"{found.Line}:{found.Column} {found.Code}");
        Assert.Equal("refused.proto", found.File);
        Assert.True(await IsRefusedByProtocAsync(text), "protoc takes it.");
    }

    [Fact]
    public void Nesting_and_the_number_of_files_are_bounded()
    {
        var messages = string.Concat(Enumerable.Repeat("message A {", 100_000));
        var values = $"option (x) = {string.Concat(Enumerable.Repeat("{ a ", 100_000))}";
        foreach (var text in new[] { messages, values, new string('{', 1_000_000) })
        {
            var content = Encoding.UTF8.GetBytes($"syntax = \"proto3\"; {text}");
            var deep = GrpcImporter.Import(new ContractFile("a.proto", content, _ => null), ImportOptions.Default);
            Assert.Equal("PROTO_UNREADABLE", deep.Diagnostics[0].Code);
        }

        var files = 0;
        var endless = GrpcImporter.Import(
            new ContractFile("a.proto", Next(), _ => Next()), ImportOptions.Default);
        Assert.Equal("PROTO_TOO_LARGE", endless.Diagnostics[0].Code);

        byte[] Next() => Encoding.UTF8.GetBytes($"syntax = \"proto3\"; import \"{++files}.proto\";");
    }

    [Fact]
    public void Random_damage_of_a_file_never_breaks_out()
    {
        var random = new Random(11);
        var cases = Path.Combine(
            Gateway.Testing.SharedFiles.RepositoryRoot, "tests/Gateway.Common.Tests/Sources/Grpc/Compiler/Cases");
        var texts = Directory.EnumerateFiles(cases).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = texts[random.Next(texts.Count)].ToArray();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = "{}[]();=.\"\\\n0a-<>/*\x80"u8[random.Next(20)];
            }

            var content = damaged.AsMemory(0, random.Next(2) == 0 ? damaged.Length : random.Next(damaged.Length));
            GrpcImporter.Import(new ContractFile("a.proto", content, _ => null), ImportOptions.Default);
        }
    }

    private static async Task<bool> IsRefusedByProtocAsync(string text)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "refused.proto"), text);
            return (await Protoc.CompileAsync(folder.FullName, "refused.proto")).Set is null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
