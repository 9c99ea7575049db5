using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Hosting.Snapshots;

namespace Gateway.Common.Hosting.Commands;

/// <summary>Where a command's result and diagnostics go.</summary>
internal sealed class CommandOutput(TextWriter output, TextWriter error, bool asJson)
{
    public bool AsJson { get; } = asJson;

    public void Write(string text) => output.Write(text.Length == 0 || text.EndsWith('\n') ? text : $"{text}\n");

    /// <summary>Writes one JSON object on one line.</summary>
    public void WriteJson(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Writes warnings and errors.</summary>
    /// <returns>1 if there is an error, else 0.</returns>
    public int Report(IReadOnlyList<SnapshotDiagnostic> diagnostics)
    {
        if (AsJson && diagnostics.Count > 0)
        {
            error.WriteLine(ToJson(diagnostics));
        }
        else
        {
            foreach (var diagnostic in diagnostics)
            {
                error.WriteLine(diagnostic.ToString());
            }
        }

        return diagnostics.Any(static diagnostic => diagnostic.IsError) ? 1 : 0;
    }

    public int Fail(IReadOnlyList<SnapshotDiagnostic> diagnostics)
    {
        Report(diagnostics);
        return 1;
    }

    public int Fail(string code, string message, string? file = null) =>
        Fail([new SnapshotDiagnostic(true, code, message, file)]);

    private static string ToJson(IEnumerable<SnapshotDiagnostic> diagnostics)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var diagnostic in diagnostics)
            {
                json.WriteStartObject();
                json.WriteString("severity"u8, diagnostic.IsError ? "error" : "warning");
                json.WriteString("code"u8, diagnostic.Code);
                json.WriteString("message"u8, diagnostic.Message);
                json.WriteString("file"u8, diagnostic.File);
                json.WriteNumber("line"u8, diagnostic.Line);
                json.WriteNumber("column"u8, diagnostic.Column);
                json.WriteString("source"u8, diagnostic.Source);
                json.WriteString("path"u8, diagnostic.Path);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
