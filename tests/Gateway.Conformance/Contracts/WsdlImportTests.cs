using System.Text;
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

    /// <summary>Unsound ones: what they refer to is not among the files, or they have no SOAP operation.</summary>
    private static readonly Dictionary<string, string> Unsound = new(StringComparer.Ordinal)
    {
        ["cxf-type_test/type_test_doclit.wsdl"] = "no binding: the port type alone",
        ["cxf-type_test/type_test_rpclit.wsdl"] = "no binding: the port type alone",
        ["mesh-forward-ref-elements.wsdl"] = "an element is used as a type",
        ["nodesoap-attachments.wsdl"] = "its root is in no WSDL namespace",
        ["nodesoap-binding_document.wsdl"] = "the port type is absent",
        ["nodesoap-strict/CyberSourceTransaction_1.26_3.wsdl"] = "includes a schema of another namespace, so its elements are not there",
        ["nodesoap-strict/ImportSample.wsdl"] = "a type is declared nowhere",
        ["nodesoap-strict/Netsuite.wsdl"] = "imported schemas are absent",
        ["nodesoap-strict/npe.wsdl"] = "binding and port type are absent",
        ["nodesoap-wsdlImport/overridden.wsdl"] = "no binding: a part of main.wsdl",
        ["nodesoap-wsdlImport/sub.wsdl"] = "no binding: a part of main.wsdl",
        ["onvif/wsdl/ver10/device/wsdl/devicemgmt.wsdl"] = "schemas on the network are absent",
        ["onvif/wsdl/ver10/events/wsdl/event.wsdl"] = "schemas on the network are absent",
        ["onvif/wsdl/ver10/media/wsdl/media.wsdl"] = "schemas on the network are absent",
        ["portaplusapi.wsdl"] = "its types section is empty",
        ["references/references.wsdl"] = "a type is declared nowhere",
        ["src/test/resources/DoubleItLogical.wsdl"] = "no binding: a part of another contract",
        ["vim.wsdl"] = "imported schemas are absent",
        ["wasabi-juniper.wsdl"] = "imported schemas are absent",
        ["wasabi-multiple_parts_in_message.wsdl"] = "elements are declared nowhere",
        ["wasabi-two_bindings.wsdl"] = "no port type",
        ["workday-time-min.wsdl"] = "no operation",
    };

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

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_contract_imports_to_a_schema_or_says_why_not(string name)
    {
        var path = SharedFiles.Require(Path.Combine(Folder, name));
        var result = WsdlImporter.Import(Open(path), ImportOptions.Default);
        if (Unsound.ContainsKey(name))
        {
            Assert.Null(result.Sdl);
            Assert.True(result.Diagnostics[0].IsError);
            return;
        }

        Assert.True(result.Sdl is not null, string.Join('\n', result.Diagnostics));
        var built = SchemaBuilder.Build(
            Parser.Parse(Encoding.UTF8.GetBytes(result.Sdl)), SchemaBuildOptions.SourceSchema);
        Assert.True(built.IsSuccess, string.Join('\n', built.Diagnostics.Take(5)));
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
