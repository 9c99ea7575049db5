using Gateway.Common.Sources;

namespace Gateway.Conformance.Contracts;

/// <summary>Contracts read from a folder, with the files beside them and below it.</summary>
internal static class ContractFolder
{
    /// <param name="path">Of the contract.</param>
    /// <param name="root">Nothing outside of it is read.</param>
    public static ContractFile Read(string path, string root)
    {
        var folder = Path.GetDirectoryName(path)!;
        return new ContractFile(path, File.ReadAllBytes(path), ReadRelative);

        ReadOnlyMemory<byte>? ReadRelative(string relative)
        {
            var full = Path.GetFullPath(Path.Combine(folder, relative));
            return full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(full)
                ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(full)
                : null;
        }
    }
}
