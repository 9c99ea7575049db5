using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Planning;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>A fetch's operation as request bytes, but for the variables' values.</summary>
/// <param name="Start"><c>{"query":"query(</c> and the definitions that every run has, escaped.</param>
/// <param name="Middle">From the end of the definitions to where lookups of one entity stand.</param>
/// <param name="End">The rest of the operation, and the quote.</param>
/// <param name="Variables">The client's variables that the operation uses.</param>
/// <param name="Claims">Claims of the caller that the operation takes, by the variable's name.</param>
/// <param name="Parts">For each part how it is asked.</param>
internal sealed record OperationText(
    byte[] Start, byte[] Middle, byte[] End, UsedVariable[] Variables, UsedClaim[] Claims, PartText[] Parts)
{
    private const string Open = "{\"query\":\"";

    /// <summary>Characters that stand in a JSON string as they are: most operations have no others.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => $"{(char)code}")
            .Where(static text => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length == 1)));

    // What most operations begin and all end with: one of each for all plans.
    private static readonly byte[] OpenUtf8 = Encoding.UTF8.GetBytes(Open);
    private static readonly byte[] EndUtf8 = "}\""u8.ToArray();

    /// <summary>Whether any part is asked under aliases that depend on the keys.</summary>
    public bool IsKeyed { get; } = Array.Exists(Parts, static part => part.Lookup is not null);

    public static OperationText Render(Fetch fetch, OperationVariables variables)
    {
        var writer = new OperationTextWriter(fetch, variables);
        writer.Write(out var start, out var middle);
        return new OperationText(
            start.Length == 0 ? OpenUtf8 : Encode(Open, start),
            middle,
            EndUtf8,
            writer.UsedVariables.Count == 0 ? [] : [.. writer.UsedVariables.Select(used => new UsedVariable(
                used.Key,
                Encoding.UTF8.GetBytes($"\"{variables.All[used.Key].Name}\":"),
                Encode("", $"{OperationTextWriter.Definition(variables.All[used.Key])},"),
                used.Value.Contains(OperationTextWriter.Always) ? null : [.. used.Value]))],
            writer.Claims.Count == 0 ? [] : [.. writer.Claims.Select((claim, index) => new UsedClaim(
                claim.Name,
                Encoding.UTF8.GetBytes($"\"_claim_{index}\":"),
                Encode("", $"{claim.Definition},"),
                claim.Part == OperationTextWriter.Always ? null : [claim.Part]))],
            writer.Parts);
    }

    /// <summary>Text as it stands inside a JSON string.</summary>
    public static byte[] Encode(string prefix, ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Plain))
        {
            return Encoding.UTF8.GetBytes($"{prefix}{JsonEncodedText.Encode(text)}");
        }

        var bytes = new byte[prefix.Length + text.Length];
        Encoding.ASCII.GetBytes(prefix, bytes);
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(prefix.Length));
        return bytes;
    }
}

/// <summary>How a part of a fetch is asked.</summary>
/// <param name="Alias">The response name of its lookup; null for a root part.</param>
/// <param name="KeyName">The variable that carries all its keys; null where there is none.</param>
/// <param name="Lookup">How it is asked key by key; null where it is asked for all at once.</param>
internal readonly record struct PartText(string? Alias, string? KeyName, KeyedLookup? Lookup);

/// <param name="Index">Among the operation's variables.</param>
/// <param name="Json"><c>"name":</c>.</param>
/// <param name="Definition">As in the operation, with a comma behind it, escaped.</param>
/// <param name="Lookups">The only parts that use it; null where every run does.</param>
internal sealed record UsedVariable(int Index, byte[] Json, byte[] Definition, int[]? Lookups);

/// <param name="Claim">The claim's name.</param>
/// <param name="Json"><c>"name":</c>.</param>
/// <param name="Definition">As in the operation, with a comma behind it, escaped.</param>
/// <param name="Lookups">The only parts that use it; null where every run does.</param>
internal sealed record UsedClaim(string Claim, byte[] Json, byte[] Definition, int[]? Lookups);
