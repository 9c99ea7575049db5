using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Bench.Loads;

/// <summary>A request that all programs of a run are sent, and what they must answer.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Requests">Of one run.</param>
/// <param name="Body">Of GraphQL over HTTP; empty for what is asked by GET.</param>
/// <param name="Expected">The answer, whatever its spacing and order.</param>
internal sealed record LoadCase(string Name, int Requests, byte[] Body, byte[] Expected)
{
    /// <summary>Of a wrong answer, in the message.</summary>
    private const int ShownBytesMax = 400;

    /// <exception cref="BenchException">The answer is not the expected one.</exception>
    public void Check(string program, byte[] answer)
    {
        if (!JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Expected)))
        {
            var shown = Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(ShownBytesMax, answer.Length)));
            throw new BenchException($"{program} answers {Name} wrongly: {shown}");
        }
    }
}
