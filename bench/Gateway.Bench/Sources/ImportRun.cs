using System.Globalization;
using System.Text;
using Gateway.Bench.Measuring;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;

namespace Gateway.Bench.Sources;

/// <summary>A contract as large as the largest public ones → SDL.</summary>
internal static class ImportRun
{
    private const int Operations = 1_200;
    private const int FieldsPerSchema = 40;

    private const string PathItem = """
        "/repos/{owner}/{repo}/thingsNUMBER/{id}":{"parameters":[
        {"name":"owner","in":"path","required":true,"description":"The account owner.","schema":{"type":"string"}},
        {"name":"repo","in":"path","required":true,"schema":{"type":"string"}},
        {"name":"id","in":"path","required":true,"schema":{"type":"integer","format":"int64"}}],
        "get":{"operationId":"thingsNUMBER/get","summary":"Get one","description":"Gets a thing of a repository.",
        "parameters":[{"name":"per_page","in":"query","schema":{"type":"integer","default":30}}],
        "responses":{"200":{"description":"OK","content":{"application/json":{
        "schema":{"$ref":"#/components/schemas/thing-NUMBER"}}}},
        "404":{"description":"Not found"}}},
        "patch":{"operationId":"thingsNUMBER/update","summary":"Change one",
        "requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["name"],
        "properties":{"name":{"type":"string"},
        "state":{"type":"string","enum":["open","closed"]},
        "labels":{"type":"array","items":{"oneOf":[{"type":"string"},
        {"$ref":"#/components/schemas/thing-NEXT"}]}}}}}}},
        "responses":{"200":{"description":"OK","content":{"application/json":{
        "schema":{"$ref":"#/components/schemas/thing-NUMBER"}}}}}}}
        """;

    public static async Task RunAsync(BenchArguments arguments)
    {
        var contract = Encoding.UTF8.GetBytes(Contract());
        var first = Time(contract, out var sdl);
        Samples times = new();
        for (var run = 0; run < arguments.Runs; run++)
        {
            times.Add(Time(contract, out _));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Time(contract, out _);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        await new BenchReport(
            ["import", "contract", "SDL", "first in the process", "then", "allocated"],
            [[
                $"OpenAPI, {Operations:N0} operations", $"{contract.Length / 1e6:0.0} MB", $"{sdl.Length / 1e6:0.0} MB",
                $"{first:0} ms", $"{times.Median:0} ms ({times.Min:0}–{times.Max:0})", $"{allocated / 1e6:0} MB",
            ]],
            $"CPU time of the process; median of {arguments.Runs} after the first, which compiles the importer.")
            .PublishAsync("import", arguments.Writes);
    }

    /// <returns>Milliseconds.</returns>
    private static double Time(byte[] contract, out string sdl)
    {
        var start = Environment.CpuUsage.TotalTime;
        var result = OpenApiImporter.Import(
            new ContractFile("large.json", contract, static _ => null), ImportOptions.Default);
        sdl = result.Sdl ?? throw new BenchException(result.Diagnostics[0].Message);
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private static string Contract()
    {
        var json = new StringBuilder("""{"openapi":"3.0.3","info":{"title":"Large","version":"1"},"paths":{""");
        for (var index = 0; index < Operations / 2; index++)
        {
            json.Append(index == 0 ? "" : ",").Append(PathItem
                .Replace("NUMBER", Text(index), StringComparison.Ordinal)
                .Replace("NEXT", Text((index + 7) % (Operations / 2)), StringComparison.Ordinal));
        }

        json.Append("},\"components\":{\"schemas\":{");
        for (var index = 0; index < Operations / 2; index++)
        {
            json.Append(index == 0 ? "" : ",")
                .Append(CultureInfo.InvariantCulture, $"\"thing-{index}\":{Schema(index)}");
        }

        return json.Append("}}}").ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Schema(int index)
    {
        var next = (index * 31 + 1) % (Operations / 2);
        var fields = Enumerable.Range(0, FieldsPerSchema).Select(field => (field % 5) switch
        {
            0 => $"\"url_{field}\":{{\"type\":\"string\",\"format\":\"uri\",\"example\":\"https://a.example/1\"}}",
            1 => $"\"count_{field}\":{{\"type\":\"integer\"}}",
            2 => $"\"at_{field}\":{{\"type\":\"string\",\"format\":\"date-time\",\"nullable\":true}}",
            3 => $"\"of_{field}\":{{\"nullable\":true,\"allOf\":[{{\"$ref\":\"#/components/schemas/thing-{next}\"}}]}}",
            _ => $"\"more_{field}\":{{\"type\":\"array\",\"description\":\"Several.\","
                + $"\"items\":{{\"$ref\":\"#/components/schemas/thing-{next}\"}}}}",
        });
        return $"{{\"type\":\"object\",\"description\":\"A thing of kind {index}.\",\"required\":[\"count_1\"],"
            + $"\"properties\":{{{string.Join(',', fields)}}}}}";
    }
}
