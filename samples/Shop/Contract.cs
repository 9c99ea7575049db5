namespace Shop;

/// <summary>The contracts checked in beside the code, as they are served.</summary>
internal static class Contract
{
    /// <summary>Reads <c>contracts/{fileName}</c>, which the build puts into the assembly.</summary>
    public static byte[] Read(string fileName)
    {
        using Stream stream = typeof(Contract).Assembly.GetManifestResourceStream($"contracts/{fileName}")
            ?? throw new FileNotFoundException($"The assembly holds no contract '{fileName}'.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
