namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Which messages and enums other files may use, from edition 2024 on.</summary>
/// <remarks>Source: descriptor.proto, SymbolVisibility and FeatureSet.VisibilityFeature.</remarks>
internal enum SymbolVisibility : byte
{
    /// <summary>As the file's <c>default_symbol_visibility</c> says.</summary>
    Unset = 0,
    Local = 1,
    Export = 2,
}

internal static class SymbolVisibilities
{
    private const string Feature = "default_symbol_visibility";
    private const string ExportAll = "EXPORT_ALL";
    private const string LocalAll = "LOCAL_ALL";
    private const string Strict = "STRICT";

    /// <param name="type">A message or an enum.</param>
    public static bool IsExported(ProtoNode type, FileNode from)
    {
        if (from.Edition < ProtoParser.Edition2024 || type.Visibility == SymbolVisibility.Export)
        {
            return true;
        }

        return type.Visibility == SymbolVisibility.Unset && FeatureChecks.Own(from, Feature) switch
        {
            ExportAll => true,
            LocalAll or Strict => false,
            _ => !IsNested(type, from),
        };
    }

    /// <summary>Whether a type says that it is exported where its file keeps to one message a file.</summary>
    public static bool IsTooOpen(ProtoNode type, FileNode from) =>
        type.Visibility == SymbolVisibility.Export && IsNested(type, from)
        && FeatureChecks.Own(from, Feature) == Strict;

    private static bool IsNested(ProtoNode type, FileNode from) =>
        type.FullName != ProtoSymbols.Join(from.Package, type.Name);
}
