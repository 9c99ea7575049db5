using System.Text;
using System.Xml;
using System.Xml.Linq;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Soap;
using Gateway.Testing;

namespace Gateway.Conformance.Contracts;

/// <summary>WSDL contracts of real services, as found.</summary>
public sealed class WsdlImportTests
{
    private const string Folder = "contracts/wsdl";

    /// <summary>Of one import, garbage included.</summary>
    private const long AllocatedBytesMax = 1L << 30;

    public static TheoryData<string> Contracts()
    {
        var root = Path.Combine(SharedFiles.Root, Folder);
        var data = new TheoryData<string>();
        if (!Directory.Exists(root))
        {
            data.Add("absent.wsdl");
            return data;
        }

        var files = Directory.EnumerateFiles(root, "*.wsdl", SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetRelativePath(root, file));
        }

        return data;
    }

    /// <remarks>
    /// The index says what two parsers that others wrote make of each contract; what both take is sound. The rest is
    /// refused only where there is nothing that could be called, and what is wrong with it is said in any case.
    /// </remarks>
    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_contract_imports_to_a_schema_or_says_why_not(string name)
    {
        var path = SharedFiles.Require(Path.Combine(Folder, name));
        var result = WsdlImporter.Import(Open(path), ImportOptions.Default);
        if (!IsSound(name) && !HasOperation(path))
        {
            Assert.Null(result.Sdl);
            Assert.True(result.Diagnostics[0].IsError);
            Assert.Equal(Path.GetFileName(path), result.Diagnostics[0].File);
            return;
        }

        Assert.True(result.Sdl is not null, string.Join('\n', result.Diagnostics));
        Assert.All(
            result.Diagnostics, static found => Assert.True(found.File.Length > 0 && found.Line > 0, found.Message));
        var built = SchemaBuilder.Build(
            Parser.Parse(Encoding.UTF8.GetBytes(result.Sdl)), SchemaBuildOptions.SourceSchema);
        Assert.True(built.IsSuccess, string.Join('\n', built.Diagnostics.Take(5)));
        var again = WsdlImporter.Import(Open(path), ImportOptions.Default);
        Assert.Equal(result.Sdl, again.Sdl);
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void An_import_is_bounded_in_time_and_memory(string name)
    {
        var path = SharedFiles.Require(Path.Combine(Folder, name));
        var before = GC.GetAllocatedBytesForCurrentThread();
        WsdlImporter.Import(Open(path), ImportOptions.Default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < AllocatedBytesMax, $"{allocated} bytes");
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Every_operation_of_a_contract_can_be_called(string name)
    {
        var path = SharedFiles.Require(Path.Combine(Folder, name));
        var result = WsdlImporter.Import(Open(path), ImportOptions.Default);
        if (result.Sdl is null)
        {
            return;
        }

        var schema = SchemaBuilder.BuildOrThrow(
            Parser.Parse(Encoding.UTF8.GetBytes(result.Sdl)), SchemaBuildOptions.SourceSchema);
        foreach (var operation in (OperationType[])[OperationType.Query, OperationType.Mutation])
        {
            foreach (var field in schema.RootType(operation)?.Fields ?? MemberMap<FieldDefinition>.Empty)
            {
                CheckCall(FetchFields.Of(schema, SampleCalls.Selection(field), operation));
            }
        }
    }

    /// <summary>Whether both parsers of the index take the contract.</summary>
    internal static bool IsSound(string name)
    {
        var index = SharedFiles.Require("contracts/INDEX.md");
        var row = File.ReadLines(index).FirstOrDefault(line => line.StartsWith($"|{name}|", StringComparison.Ordinal));
        return row?.TrimEnd('|').Split('|')[^1] == "ok/ok";
    }

    /// <summary>Whether a port type of the contract, or of one that it imports, has an operation.</summary>
    private static bool HasOperation(string path)
    {
        // Contracts are read here as leniently as anywhere: prefixes need no declaration.
        using var reader = new XmlTextReader(path) { Namespaces = false, DtdProcessing = DtdProcessing.Prohibit };
        var isInPortType = false;
        while (reader.Read())
        {
            var name = reader.Name[(reader.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (name == "portType")
            {
                isInPortType = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            }

            var imported = name == "import" && reader.GetAttribute("location") is { } location
                ? Path.Combine(Path.GetDirectoryName(path)!, location)
                : null;
            if ((isInPortType && name == "operation") || (File.Exists(imported) && HasOperation(imported)))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckCall(FetchField field)
    {
        var bytes = new List<byte>();
        var ends = new List<int>();
        foreach (var argument in field.Field.Arguments)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(SampleCalls.Value(argument.Type)));
            ends.Add(bytes.Count);
        }

        using var request = new SourceRequest();
        new SoapBinding().Compile(field).Prepare(new CallArguments(bytes.ToArray(), ends.ToArray()), request);
        var envelope = XDocument.Parse(Encoding.UTF8.GetString(request.Body.Span)).Root!;
        Assert.Equal("Envelope", envelope.Name.LocalName);
        Assert.Equal("Body", envelope.Elements().Last().Name.LocalName);
    }

    private static ContractFile Open(string path)
    {
        var root = Path.GetFullPath(Path.Combine(SharedFiles.Root, Folder));
        return new ContractFile(Path.GetFileName(path), File.ReadAllBytes(path), Read);

        ReadOnlyMemory<byte>? Read(string relative)
        {
            var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, relative));
            return file.StartsWith(root, StringComparison.Ordinal) && File.Exists(file)
                ? new ReadOnlyMemory<byte>(File.ReadAllBytes(file))
                : null;
        }
    }
}
