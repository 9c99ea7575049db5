namespace Gateway.Common.Sources;

/// <summary>A contract to import.</summary>
/// <param name="Path">As given; diagnostics name it, and its ending may tell the format.</param>
/// <param name="Content">The whole file.</param>
/// <param name="ReadRelative">
/// Another file of the same contract, by its path as seen from <paramref name="Path"/>'s folder with forward slashes;
/// null where it is absent or lies outside what the caller lets be read. Never the network.
/// </param>
internal sealed record ContractFile(
    string Path, ReadOnlyMemory<byte> Content, Func<string, ReadOnlyMemory<byte>?> ReadRelative);
